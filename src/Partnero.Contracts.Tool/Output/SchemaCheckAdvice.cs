using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Tool.Output;

/// <summary>What to do about a delivery that no schema takes.</summary>
internal static class SchemaCheckAdvice
{
    private static readonly EnvelopeNames Names = PartneroFacts.Sheet.Envelope;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Why no schema is proposed for an event.</summary>
    public static readonly string NoFile =
        $"no file can be named after this event: {SchemaFileName.Grammar}, and of at most {SchemaFileName.MaxLength} characters";

    /// <summary>The advice; null where there is nothing to say but what schema would take it.</summary>
    public static string? Of(DeliveryReading reading, WebhookSchemas schemas) => reading switch
    {
        { Outcome: ReadingOutcome.NoWebhook, Body.IsEmpty: true } => "It is empty. Keep the raw bytes of the body as they were received.",
        { Outcome: ReadingOutcome.NoWebhook } when reading.Body.Span.StartsWith(ByteOrderMark) =>
            "It begins with a byte order mark (EF BB BF), which the sender does not send: an editor or a shell has added it. Keep the raw bytes of the body as they were received, or take the mark off.",
        { Outcome: ReadingOutcome.NoWebhook, IsJson: false } => "Keep the raw bytes of the body as they were received. What a log or a browser shows may be cut off, or be decoded already.",
        { Outcome: ReadingOutcome.NoWebhook } => OfEnvelope(reading),
        { Outcome: ReadingOutcome.NoSchema, Event: { } name } =>
            $"Generated code hands it to the handler of UnknownWebhook, as JSON.{(NearestName.IsMisspelt(name, schemas.Events) ? $" Its name is nearly {NearestName.Of(name, schemas.Events)}." : "")} {OfEvent(name)}",
        _ => null,
    };

    private static string OfEvent(string name) => SchemaFileName.CanBeFileOf(name)
        ? "If the event is described elsewhere, give the folder of its schema (--schemas); if not, --propose writes one."
        : $"--propose writes none, for {NoFile}.";

    private static string OfEnvelope(DeliveryReading reading)
    {
        if (reading.Exception is null)
            return $"/{Names.Event} is blank. Generated code hands it to the handler of UnknownWebhook, and no schema describes an event without a name. If it was kept, delete it there.";
        const string rule = "The fields around the payload are the same for all events, and no schema changes them.";
        var lacking = reading.Lacking;
        if (lacking.Contains(Names.Event) && lacking.Contains(Names.Data))
            return $"{rule} Give the whole body of a request, not its data alone.";
        return lacking.Count > 0
            ? $"{rule} This one lacks {string.Join(", ", lacking.Select(name => "/" + name))}, and is refused each time. If it was kept, add to the file what is missing, or delete it."
            : $"{rule} This one is refused each time. If it was kept, correct the field in the file, or delete it.";
    }
}
