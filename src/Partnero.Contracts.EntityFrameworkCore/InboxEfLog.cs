using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.EntityFrameworkCore;

internal static partial class InboxEfLog
{
    [LoggerMessage(60, LogLevel.Information, "The handler of {Event} left {Count} changed entities unsaved. The inbox saves them in its transaction, here and whenever that happens, and says so of each event once.")]
    public static partial void SavesForHandler(this ILogger logger, string @event, int count);
}
