using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What is logged of deliveries. Never a secret, a signature (sent or expected) or a value of the payload.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1, LogLevel.Information, "Handled {Event}, dispatched at {CreatedAt:O}.")]
    public static partial void Handled(this ILogger logger, string @event, DateTimeOffset createdAt);

    [LoggerMessage(2, LogLevel.Information, "Left {Event}, dispatched at {CreatedAt:O}, to no handler: an interceptor answered for it, as for a duplicate.")]
    public static partial void LeftByInterceptor(this ILogger logger, string @event, DateTimeOffset createdAt);

    [LoggerMessage(3, LogLevel.Information, "Acknowledged {Event}: no handler is registered for it.")]
    public static partial void NotHandled(this ILogger logger, string @event);

    [LoggerMessage(4, LogLevel.Warning, "Refused a delivery of {Bytes} bytes: it has {Count} Signature headers, and must have one.")]
    public static partial void SignatureMissing(this ILogger logger, int count, int bytes);

    [LoggerMessage(5, LogLevel.Warning, "Refused a delivery of {Bytes} bytes: its signature was not made from this body with a configured secret.")]
    public static partial void SignatureWrong(this ILogger logger, int bytes);

    [LoggerMessage(6, LogLevel.Warning, "Refused a delivery whose body has more than {Limit} bytes.")]
    public static partial void BodyTooLarge(this ILogger logger, int limit);

    [LoggerMessage(7, LogLevel.Error, "Refused a signed delivery of {Bytes} bytes that cannot be read, at '{Pointer}': {Fault}")]
    public static partial void Unreadable(this ILogger logger, string pointer, string fault, int bytes);

    [LoggerMessage(8, LogLevel.Error, "An unreadable delivery could not be kept; the sender is asked to try again.")]
    public static partial void UnreadableNotKept(this ILogger logger, Exception fault);

    [LoggerMessage(9, LogLevel.Error, "Handling {Event}, dispatched at {CreatedAt:O}, failed; the sender is asked to try again.")]
    public static partial void HandlerFailed(this ILogger logger, Exception fault, string @event, DateTimeOffset createdAt);

    [LoggerMessage(10, LogLevel.Warning, "The sender hung up while {Event} was handled; it tries again.")]
    public static partial void SenderHungUp(this ILogger logger, string @event);

    [LoggerMessage(11, LogLevel.Critical, "Every delivery is refused until the configuration is set right: {Fault}")]
    public static partial void Misconfigured(this ILogger logger, string fault);
}
