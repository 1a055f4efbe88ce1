namespace Partnero.Contracts;

/// <summary>One verified webhook: the envelope that Partnero wraps every event in.</summary>
/// <remarks>
/// Generated code derives one record per event from <see cref="PartneroWebhook{TData}"/>;
/// an event without a schema arrives as <see cref="UnknownWebhook"/>.
/// </remarks>
public abstract record PartneroWebhook
{
    /// <summary>The name of the event, such as <c>partner.created</c>.</summary>
    public abstract string Event { get; }

    /// <summary>The address that the webhook was sent to, as the sender wrote it.</summary>
    public required string Url { get; init; }

    /// <summary>The key of the webhook in Partnero's settings. Not the signing secret.</summary>
    public required string WebhookKey { get; init; }

    /// <summary>When the event was dispatched. It says nothing about the order of arrival.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The body exactly as it was received and signed: UTF-8 bytes of JSON.</summary>
    public ReadOnlyMemory<byte> RawBody { get; init; }

    /// <summary>Fields that came with another type than their schema says: they are null, and what came is here. Usually none.</summary>
    public IReadOnlyList<PayloadDeviation> Deviations { get; init; } = [];

    /// <summary>
    /// What makes this event the same as its duplicates and retries: the event name and the SHA-256 of the body.
    /// </summary>
    /// <remarks>The sender gives no event id, and repeats a delivery with the same bytes.</remarks>
    public WebhookIdentity Identity => WebhookIdentity.Of(Event, RawBody.Span);

    /// <summary>The event and when it was dispatched. Nothing of the payload, so that a log of it holds nobody's name or address.</summary>
    public sealed override string ToString() => $"{Event} of {CreatedAt:O}";
}

/// <summary>A webhook whose payload has a schema.</summary>
/// <typeparam name="TData">The type of the payload; one that may be null, where the event's schema says so of the whole payload.</typeparam>
public abstract record PartneroWebhook<TData> : PartneroWebhook
{
    /// <summary>The payload.</summary>
    public required TData Data { get; init; }
}
