namespace Consumer;

/// <summary>What the service logs beside what the receiving of webhooks does. No names, no addresses, no amounts.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Left {Event} of {EntityId}, dispatched at {CreatedAt}: a later one was applied before it.")]
    public static partial void LeftStale(this ILogger logger, string @event, string? entityId, DateTimeOffset createdAt);

    [LoggerMessage(101, LogLevel.Warning, "Kept a delivery that was dispatched at {CreatedAt} in the table expired, and applied nothing: deliveries are applied for {AppliedFor}, and it may have been applied and forgotten. If none was sent again by hand, look at this machine's clock.")]
    public static partial void LeftExpired(this ILogger logger, DateTimeOffset createdAt, TimeSpan appliedFor);
}
