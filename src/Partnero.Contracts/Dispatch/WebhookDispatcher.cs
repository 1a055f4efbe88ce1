using System.Text.Json;
using Partnero.Contracts.Reading;

namespace Partnero.Contracts;

/// <summary>Reads verified bodies into webhooks and hands each to the handler of its event.</summary>
/// <remarks>The source generator derives <c>PartneroDispatcher</c> from it. Safe for concurrent use.</remarks>
public abstract class WebhookDispatcher
{
    private readonly EnvelopeTexts _texts;

    /// <summary>A dispatcher.</summary>
    protected WebhookDispatcher() => _texts = new(name => TypeOf(name) != typeof(UnknownWebhook));

    /// <summary>Reads a body whose signature has been verified.</summary>
    /// <param name="body">The raw body. The webhook keeps it: it must not be changed afterwards.</param>
    /// <exception cref="PayloadException">The body is not JSON, or breaks its schema where reading on would lie.</exception>
    public PartneroWebhook Read(ReadOnlyMemory<byte> body) => ReadHandled(body, _ => true, out _)!;

    /// <summary>Reads a body whose signature has been verified, if its event is handled; of any other, the envelope alone is read.</summary>
    /// <param name="body">The raw body. The webhook keeps it: it must not be changed afterwards.</param>
    /// <param name="isHandled">Whether there is a handler of an event's record; <see cref="UnknownWebhook"/> stands for all events without a schema.</param>
    /// <param name="eventName">The name of the event.</param>
    /// <returns>Null where nobody handles the event: what its payload looks like is nobody's trouble then.</returns>
    /// <exception cref="PayloadException">The body is not JSON, its envelope is incomplete, or the payload breaks its schema where reading on would lie.</exception>
    public PartneroWebhook? ReadHandled(ReadOnlyMemory<byte> body, Func<Type, bool> isHandled, out string eventName)
    {
        ArgumentNullException.ThrowIfNull(isHandled);
        // First, for the JSON reader throws at broken text only once it is asked for it: here, or later in a handler.
        if (!JsonText.IsUnicode(body.Span))
            throw PayloadException.NotText();
        return TryReadAtOnce(body, isHandled, out eventName) ?? ReadInTwo(body, isHandled, out eventName);
    }

    /// <summary>
    /// Reads the payload where it stands, if the fields of the envelope are before it, as Partnero writes them, and nothing is wrong with anything.
    /// Else nothing is said: what is wrong, and which field counts of two, <see cref="ReadInTwo"/> finds out.
    /// </summary>
    private PartneroWebhook? TryReadAtOnce(ReadOnlyMemory<byte> body, Func<Type, bool> isHandled, out string eventName)
    {
        eventName = "";
        try
        {
            if (!WebhookEnvelope.TryReadTo(body, _texts, out var envelope, out var data) || !isHandled(TypeOf(envelope.Event)))
                return null;
            var webhook = ReadWebhook(in envelope, ref data);
            eventName = envelope.Event;
            return WebhookEnvelope.IsAllRead(ref data) ? webhook : null;
        }
        catch (Exception)
        {
            // Whatever it is, it comes again.
            return null;
        }
    }

    private PartneroWebhook? ReadInTwo(ReadOnlyMemory<byte> body, Func<Type, bool> isHandled, out string eventName)
    {
        try
        {
            // Only what this package reads is caught. What the project's own code throws, in a partial record say, is its own.
            var envelope = ReadEnvelope(body, out var data);
            eventName = envelope.Event;
            return isHandled(TypeOf(eventName)) ? ReadWebhook(in envelope, ref data) : null;
        }
        catch (PayloadException exception)
        {
            throw exception.LocatedIn(body.Span);
        }
    }

    /// <summary>Walks the whole body once: after it, no reader finds it to be no JSON.</summary>
    private static WebhookEnvelope ReadEnvelope(ReadOnlyMemory<byte> body, out Utf8JsonReader data)
    {
        try
        {
            return WebhookEnvelope.Read(body, out data);
        }
        catch (JsonException exception)
        {
            throw JsonText.IsTooDeep(body.Span) ? PayloadException.TooDeep(exception) : PayloadException.NotJson(exception);
        }
    }

    /// <summary>Hands a webhook to the handler of its event.</summary>
    /// <param name="webhook">What <see cref="Read"/> returned.</param>
    /// <param name="handlers">Where the handlers are.</param>
    /// <param name="cancellationToken">Passed to the handler.</param>
    /// <returns>Whether there was a handler.</returns>
    public abstract ValueTask<bool> DispatchAsync(PartneroWebhook webhook, IWebhookHandlers handlers, CancellationToken cancellationToken);

    /// <summary>The record that an event is read as; <see cref="UnknownWebhook"/> for one that no schema describes.</summary>
    public abstract Type TypeOf(string eventName);

    /// <summary>Reads the payload by the schema of the envelope's event.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="data">Stands on the first token of <c>data</c>.</param>
    protected abstract PartneroWebhook ReadWebhook(in WebhookEnvelope envelope, ref Utf8JsonReader data);
}
