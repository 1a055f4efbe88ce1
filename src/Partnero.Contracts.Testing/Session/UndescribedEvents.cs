namespace Partnero.Contracts.Testing.Session;

/// <summary>Events that a consumer handles and no schema describes. What their deliveries hold is made up, so a consumer is not blamed for refusing it.</summary>
internal static class UndescribedEvents
{
    /// <summary>Says so of some of a consumer's events, and what to do; null where one of them has a schema, or no event is given.</summary>
    public static string? Remark(WebhookConsumer consumer, IEnumerable<string> events)
    {
        var names = events.Distinct().ToList();
        if (names.Count == 0 || names.Exists(consumer.Schemas.Events.Contains))
            return null;
        return $"WebhookConsumer.Handles names {string.Join(" and ", names)}, and no schema describes {(names.Count == 1 ? "such an event, so the payload that was sent for it is" : "such events, so the payloads that were sent for them are")} made up. For events of your own, give their schemas (WebhookConsumer.Schemas).";
    }
}
