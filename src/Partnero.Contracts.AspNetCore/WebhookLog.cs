using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>
/// What is logged of deliveries. Never a secret, a signature (sent or expected), a value of the payload or a name in it that no schema names; and what is logged
/// of a delivery goes through <see cref="LogText"/>, here and nowhere else.
/// </summary>
/// <remarks>What anybody can cause without a secret is a warning at most, and one line: else whoever likes to could fill the log.</remarks>
internal static partial class WebhookLog
{
    /// <summary>How many deviations of one payload are named in its line.</summary>
    private const int MaxNamed = 10;

    /// <summary>How many characters of a sentence of ours are logged: it ends with what is wrong, after the name of a place, which came with the delivery.</summary>
    private const int MaxSentence = 400;

    public static void Received(this ILogger logger, PartneroWebhook webhook, WebhookOutcome outcome)
    {
        var name = LogText.Of(webhook.Event);
        switch (outcome)
        {
            case WebhookOutcome.Handled:
                logger.Handled(name, webhook.CreatedAt);
                break;
            case WebhookOutcome.Duplicate:
                logger.LeftDuplicate(name, webhook.CreatedAt);
                break;
            case WebhookOutcome.Stored:
                logger.Stored(name, webhook.CreatedAt);
                break;
            default:
                logger.LeftByInterceptor(name, webhook.CreatedAt);
                break;
        }
    }

    public static void NoHandler(this ILogger logger, string eventName) => logger.NotHandled(LogText.Of(eventName));

    public static void HandlerFailed(this ILogger logger, Exception exception, PartneroWebhook webhook) =>
        logger.HandlerFailed(exception, LogText.Of(webhook.Event), webhook.CreatedAt);

    public static void SenderHungUp(this ILogger logger, PartneroWebhook webhook) => logger.SenderHungUp(LogText.Of(webhook.Event));

    public static void Unreadable(this ILogger logger, UnreadableWebhook delivery)
    {
        var exception = delivery.Exception;
        if (exception.RefusedBy is { } option)
            logger.DeviationsRefused(EventOf(delivery), delivery.RawBody.Length, exception.Refused.Count, Places(exception.Refused), LogText.Of(option, MaxSentence), Named(exception.Refused));
        else
            logger.Unreadable(EventOf(delivery), LogText.Of(exception.LoggedPointer), LogText.Of(exception.LoggedMessage, MaxSentence), delivery.RawBody.Length);
    }

    public static void Deviates(this ILogger logger, PartneroWebhook webhook) =>
        logger.Deviates(LogText.Of(webhook.Event), webhook.CreatedAt, webhook.Deviations.Count, Places(webhook.Deviations), Named(webhook.Deviations));

    public static void UnreadableStored(this ILogger logger, UnreadableWebhook delivery)
    {
        var exception = delivery.Exception;
        if (exception.RefusedBy is { } option)
            logger.DeviationsStored(EventOf(delivery), delivery.RawBody.Length, exception.Refused.Count, Places(exception.Refused), LogText.Of(option, MaxSentence), Named(exception.Refused));
        else
            logger.UnreadableStored(EventOf(delivery), LogText.Of(exception.LoggedPointer), LogText.Of(exception.LoggedMessage, MaxSentence), delivery.RawBody.Length);
    }

    public static void BodyBrokeOff(this ILogger logger, Exception exception, int status) =>
        logger.BodyBrokeOff(LogText.Of(exception.Message), status);

    [LoggerMessage(4, LogLevel.Warning, "Refused a delivery, its body unread: it has {Count} Signature headers, and must have one.")]
    public static partial void SignatureMissing(this ILogger logger, int count);

    [LoggerMessage(5, LogLevel.Warning, "Refused a delivery of {Bytes} bytes: its signature was not made from this body with a configured secret.")]
    public static partial void SignatureWrong(this ILogger logger, int bytes);

    [LoggerMessage(12, LogLevel.Warning, "Refused a delivery, its body unread: its Signature header has {Length} characters, and must be 64 hexadecimal digits.")]
    public static partial void SignatureMalformed(this ILogger logger, int length);

    [LoggerMessage(6, LogLevel.Warning, "Refused a delivery whose body has more than {Limit} bytes.")]
    public static partial void BodyTooLarge(this ILogger logger, int limit);

    [LoggerMessage(13, LogLevel.Error, "Something read the body of a delivery, or changed it, before this endpoint: {Announced} bytes were announced and {Bytes} were left. The sender is asked to try again. Have the middleware that reads it call EnableBuffering and set the position back to 0, or map the endpoint before it.")]
    public static partial void BodyReadBefore(this ILogger logger, long announced, int bytes);

    [LoggerMessage(14, LogLevel.Error, "The body of a delivery could not be read; the sender is asked to try again. A middleware that reads it before this endpoint must call EnableBuffering and set the position back to 0.")]
    public static partial void BodyNotRead(this ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "An unreadable delivery could not be kept; the sender is asked to try again.")]
    public static partial void UnreadableNotKept(this ILogger logger, Exception exception);

    [LoggerMessage(16, LogLevel.Warning, "The sender hung up while an unreadable delivery was kept; it tries again.")]
    public static partial void SenderHungUpOnUnreadable(this ILogger logger);

    [LoggerMessage(18, LogLevel.Warning, "Put a delivery off; the sender is asked to try again: {Reason}")]
    public static partial void PutOff(this ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Critical, "Every delivery is refused until the configuration is set right: {Reason}")]
    public static partial void Misconfigured(this ILogger logger, string reason);

    [LoggerMessage(17, LogLevel.Warning, "{Program}: Secrets[{Index}] {Oddity}. The secret is used as it is, and every delivery is refused unless Partnero's settings show it so. Such a character usually comes from a file or an environment variable: remove it there.")]
    public static partial void OddSecret(this ILogger logger, string program, int index, string oddity);

    [LoggerMessage(1, LogLevel.Information, "Handled {Event}, dispatched at {CreatedAt:O}.")]
    private static partial void Handled(this ILogger logger, string @event, DateTimeOffset createdAt);

    [LoggerMessage(2, LogLevel.Information, "Left {Event}, dispatched at {CreatedAt:O}, to no handler: an interceptor answered for it, as for a duplicate.")]
    private static partial void LeftByInterceptor(this ILogger logger, string @event, DateTimeOffset createdAt);

    [LoggerMessage(23, LogLevel.Information, "Acknowledged {Event}, dispatched at {CreatedAt:O}: the inbox knows it already.")]
    private static partial void LeftDuplicate(this ILogger logger, string @event, DateTimeOffset createdAt);

    [LoggerMessage(24, LogLevel.Information, "Stored {Event}, dispatched at {CreatedAt:O}; its work is done after the answer.")]
    private static partial void Stored(this ILogger logger, string @event, DateTimeOffset createdAt);

    [LoggerMessage(3, LogLevel.Information, "Acknowledged {Event}: no handler is registered for it.")]
    private static partial void NotHandled(this ILogger logger, string @event);

    [LoggerMessage(7, LogLevel.Warning, "Refused a signed delivery ({Event}, {Bytes} bytes) that cannot be read, at '{Pointer}': {Reason}")]
    private static partial void Unreadable(this ILogger logger, string @event, string pointer, string reason, int bytes);

    [LoggerMessage(19, LogLevel.Warning, "Stored a signed delivery ({Event}, {Bytes} bytes) that cannot be read, at '{Pointer}': {Reason} It is acknowledged, and nothing was handled.")]
    private static partial void UnreadableStored(this ILogger logger, string @event, string pointer, string reason, int bytes);

    [LoggerMessage(20, LogLevel.Warning, "{Event}, dispatched at {CreatedAt:O}, deviates from its schema in {Count} {Places}, and is null there: {Deviations}. Correct the schema, or set PartneroWebhookOptions.Deviations to refuse such payloads.")]
    private static partial void Deviates(this ILogger logger, string @event, DateTimeOffset createdAt, int count, string places, string deviations);

    [LoggerMessage(21, LogLevel.Warning, "Refused a signed delivery ({Event}, {Bytes} bytes): it deviates from its schema in {Count} {Places}, and {Option} refuses that: {Deviations}.")]
    private static partial void DeviationsRefused(this ILogger logger, string @event, int bytes, int count, string places, string option, string deviations);

    [LoggerMessage(22, LogLevel.Warning, "Stored a signed delivery ({Event}, {Bytes} bytes): it deviates from its schema in {Count} {Places}, and {Option} refuses that: {Deviations}. It is acknowledged, and nothing was handled.")]
    private static partial void DeviationsStored(this ILogger logger, string @event, int bytes, int count, string places, string option, string deviations);

    [LoggerMessage(9, LogLevel.Error, "Handling {Event}, dispatched at {CreatedAt:O}, failed; the sender is asked to try again.")]
    private static partial void HandlerFailed(this ILogger logger, Exception exception, string @event, DateTimeOffset createdAt);

    [LoggerMessage(10, LogLevel.Warning, "The sender hung up while {Event} was handled; it tries again.")]
    private static partial void SenderHungUp(this ILogger logger, string @event);

    [LoggerMessage(15, LogLevel.Information, "Refused a delivery whose body broke off, with {Status}: {Reason}")]
    private static partial void BodyBrokeOff(this ILogger logger, string reason, int status);

    private static string EventOf(UnreadableWebhook delivery) => InboxKeys.Find(delivery.RawBody.Span).Event is { } name ? LogText.Of(name) : "of no event";

    private static string Places(IReadOnlyList<PayloadDeviation> deviations) => deviations.Count == 1 ? "place" : "places";

    private static string Named(IReadOnlyList<PayloadDeviation> deviations) =>
        string.Join("; ", deviations.Take(MaxNamed).Select(deviation => LogText.Of(deviation.ToLog(), MaxSentence)).Concat(deviations.Count > MaxNamed ? ["…"] : []));
}
