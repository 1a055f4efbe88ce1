using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What an inbox logs. The event of a stored delivery was made fit for a line when it was stored.</summary>
internal static partial class InboxLog
{
    [LoggerMessage(40, LogLevel.Warning, "Put a stored {Event} off: {Reason}")]
    public static partial void PutOff(this ILogger logger, string @event, string reason);

    [LoggerMessage(51, LogLevel.Information, "Handled the stored {Event} {Id}, at attempt {Attempt}.")]
    public static partial void Worked(this ILogger logger, string @event, long id, int attempt);

    [LoggerMessage(41, LogLevel.Warning, "The stored {Event} {Id} cannot be read, and is kept as unreadable.")]
    public static partial void Unreadable(this ILogger logger, string @event, long id);

    [LoggerMessage(42, LogLevel.Error, "Handling the stored {Event} {Id} failed at attempt {Attempt}, and it is parked: nothing is done about it until it is released.")]
    public static partial void Parked(this ILogger logger, Exception exception, string @event, long id, int attempt);

    [LoggerMessage(53, LogLevel.Error, "The stored {Event} {Id} was begun {MaxAttempts} times and never ended, and it is parked: its process died of it, or while it was at it.")]
    public static partial void ParkedUnfinished(this ILogger logger, string @event, long id, int maxAttempts);

    [LoggerMessage(43, LogLevel.Warning, "Handling a stored {Event} failed at attempt {Attempt} of {MaxAttempts}; the next is in {Pause}.")]
    public static partial void Failed(this ILogger logger, Exception exception, string @event, int attempt, int maxAttempts, TimeSpan pause);

    [LoggerMessage(44, LogLevel.Warning, "The stored {Event} {Id} was somebody else's when its work was done here: what was done here is rolled back. If this happens often, handlers take longer than PartneroInboxOptions.Lease while nothing else gets a turn.")]
    public static partial void LeaseLost(this ILogger logger, string @event, long id);

    [LoggerMessage(45, LogLevel.Error, "A stored {Event} could not be given back; it is due again by itself in {Lease} at the latest.")]
    public static partial void NotPutBack(this ILogger logger, Exception exception, string @event, TimeSpan lease);

    [LoggerMessage(46, LogLevel.Error, "Stored deliveries cannot be looked for; this is tried each {Interval}, and said when it is over.")]
    public static partial void StoreIsAway(this ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(47, LogLevel.Information, "Stored deliveries are looked for again.")]
    public static partial void StoreIsBack(this ILogger logger);

    [LoggerMessage(48, LogLevel.Warning, "What is worked on could not be kept for longer. If another process takes it over, one of the two alone commits.")]
    public static partial void NotRenewed(this ILogger logger, Exception exception);

    [LoggerMessage(49, LogLevel.Information, "Forgot {Count} deliveries that were done before {Before:O}.")]
    public static partial void Forgot(this ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(52, LogLevel.Error, "The database of the inbox is away at the start, or refuses to look at its table or to create it. Deliveries are answered with 500 until it does.")]
    public static partial void AwayAtStart(this ILogger logger, Exception exception);

    [LoggerMessage(50, LogLevel.Error, "What waits in the inbox could not be counted, or what is old not forgotten; the next try is in {Pause}.")]
    public static partial void HousekeepingFailed(this ILogger logger, Exception exception, TimeSpan pause);
}
