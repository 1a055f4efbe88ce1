using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Partnero.Contracts.Reading;
using Partnero.Contracts.Tests.PartneroWebhooks;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>What the generated code makes of a body.</summary>
/// <param name="Webhook">What was read; null where it was refused.</param>
/// <param name="Pointer">Where it was refused.</param>
internal sealed record ReadingOutcome(PartneroWebhook? Webhook, string? Pointer)
{
    private static readonly PartneroDispatcher Dispatcher = new();

    private static readonly JsonSerializerOptions WithoutBody = new()
    {
        // A payload that is as deep as it may be stands deeper in what is written of it.
        MaxDepth = PayloadReader.MaxDepth + 10,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    foreach (var property in type.Properties.Where(property => property.Name is nameof(PartneroWebhook.RawBody) or nameof(PartneroWebhook.Identity)).ToList())
                        type.Properties.Remove(property);
                },
            },
        },
    };

    /// <summary>Whether a handler that is registered for each event with a schema gets it.</summary>
    public bool IsHandled => Webhook is not (null or UnknownWebhook);

    /// <remarks>Any other exception than that which is documented comes out.</remarks>
    public static ReadingOutcome Of(byte[] body)
    {
        try
        {
            return new(Dispatcher.Read(body), null);
        }
        catch (PayloadException exception)
        {
            return new(null, exception.Pointer);
        }
    }

    /// <summary>All that a handler could see of it, but for its bytes; or where it was refused, if it is to be at the first place that is wrong.</summary>
    public string Shown(bool withPlace) => Webhook is null ? $"refused {(withPlace ? Pointer : "")}" : $"{Webhook.GetType().Name} {JsonSerializer.Serialize(Webhook, Webhook.GetType(), WithoutBody)}";
}
