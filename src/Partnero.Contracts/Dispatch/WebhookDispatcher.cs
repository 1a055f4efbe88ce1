using System.Text.Json;
using Partnero.Contracts.Reading;

namespace Partnero.Contracts;

/// <summary>Reads verified bodies into webhooks and hands each to the handler of its event.</summary>
/// <remarks>The source generator derives <c>PartneroDispatcher</c> from it. Stateless and safe for concurrent use.</remarks>
public abstract class WebhookDispatcher
{
    /// <summary>Reads a body whose signature has been verified.</summary>
    /// <param name="body">The raw body. The webhook keeps it: it must not be changed afterwards.</param>
    /// <exception cref="PayloadException">The body is not JSON, or breaks its schema where reading on would lie.</exception>
    public PartneroWebhook Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var envelope = WebhookEnvelope.Read(body, out var data);
            var webhook = ReadWebhook(in envelope, ref data);
            return JsonText.IsUnicode(body.Span) ? webhook : throw PayloadException.NotText();
        }
        catch (PayloadException fault)
        {
            throw fault.LocatedIn(body.Span);
        }
        catch (JsonException fault)
        {
            throw PayloadException.NotJson(fault);
        }
        catch (InvalidOperationException fault)
        {
            // Utf8JsonReader's answer to text that is not valid UTF-8 or holds half of a surrogate pair.
            throw PayloadException.NotText(fault);
        }
    }

    /// <summary>Hands a webhook to the handler of its event.</summary>
    /// <param name="webhook">What <see cref="Read"/> returned.</param>
    /// <param name="handlers">Where the handlers are.</param>
    /// <param name="cancellationToken">Passed to the handler.</param>
    /// <returns>Whether there was a handler.</returns>
    public abstract ValueTask<bool> DispatchAsync(PartneroWebhook webhook, IWebhookHandlers handlers, CancellationToken cancellationToken);

    /// <summary>Reads the payload by the schema of the envelope's event.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="data">Stands on the first token of <c>data</c>.</param>
    protected abstract PartneroWebhook ReadWebhook(in WebhookEnvelope envelope, ref Utf8JsonReader data);
}
