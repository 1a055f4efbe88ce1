namespace Consumer;

/// <summary>What the service logs beside what the receiving of webhooks does. No names, no addresses, no amounts.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Left {Event} of {EntityId}, dispatched at {CreatedAt}: a later one was applied before it.")]
    public static partial void LeftStale(this ILogger logger, string @event, string? entityId, DateTimeOffset createdAt);

    [LoggerMessage(101, LogLevel.Warning, "Stored an unreadable delivery of {Bytes} bytes under {BodyHash}.")]
    public static partial void StoredUnreadable(this ILogger logger, int bytes, string bodyHash);

    [LoggerMessage(102, LogLevel.Information, "Forgot {Count} deliveries that were dispatched before {Before}.")]
    public static partial void ForgotDeliveries(this ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(103, LogLevel.Error, "Old deliveries could not be forgotten; the next try is in {Period}.")]
    public static partial void PruningFailed(this ILogger logger, Exception exception, TimeSpan period);

    [LoggerMessage(104, LogLevel.Warning, "Kept a delivery that was dispatched at {CreatedAt} in the table expired, and applied nothing: deliveries are remembered for {RemembersFor}, and it may have been applied before. If none was sent again by hand, look at this machine's clock.")]
    public static partial void LeftExpired(this ILogger logger, DateTimeOffset createdAt, TimeSpan remembersFor);
}
