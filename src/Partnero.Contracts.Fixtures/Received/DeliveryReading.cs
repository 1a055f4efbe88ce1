using System.Text.Json;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Received;

/// <summary>What comes of a delivery where it is received.</summary>
internal enum ReadingOutcome
{
    /// <summary>It is read as its schema says.</summary>
    Read,

    /// <summary>It is read, and some fields are null for their types.</summary>
    Deviating,

    /// <summary>Its payload cannot be read.</summary>
    Unreadable,

    /// <summary>No schema describes its event: handlers of unknown events get it as JSON.</summary>
    NoSchema,

    /// <summary>It is not JSON, lacks a field of the envelope, or names no event: no schema of an event can change that.</summary>
    NoWebhook,
}

/// <summary>A field that no schema names, by its place in the body and the type of its value.</summary>
internal sealed record UnnamedField(string Pointer, JsonElement Value)
{
    /// <summary>Its type in words, such as <c>a string</c>.</summary>
    public string Type => Value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}

/// <summary>What a consumer with some schemas makes of the body of a delivery.</summary>
/// <param name="Body">The raw body.</param>
/// <param name="Outcome">What comes of it.</param>
/// <param name="Event">The name of its event; null where it is no webhook.</param>
/// <param name="Deviations">The fields that are null for their types.</param>
/// <param name="Exception">Why it is not read; null where it is, and where its event has a blank name.</param>
/// <param name="Unnamed">The fields of its payload that no schema names.</param>
internal sealed record DeliveryReading(
    ReadOnlyMemory<byte> Body, ReadingOutcome Outcome, string? Event, IReadOnlyList<PayloadDeviation> Deviations, PayloadException? Exception, IReadOnlyList<UnnamedField> Unnamed)
{
    /// <summary>Whether a consumer gets all of it in its types.</summary>
    public bool IsAsDescribed => Outcome == ReadingOutcome.Read;

    /// <summary>Whether the body is JSON at all, and its texts are Unicode.</summary>
    public bool IsJson => Outcome != ReadingOutcome.NoWebhook || IsWholeJson(Body);

    public static DeliveryReading Of(ReadOnlyMemory<byte> body, ReadableSchemas schemas)
    {
        var dispatcher = new SchemaDispatcher(schemas);
        string name;
        try
        {
            dispatcher.ReadHandled(body, _ => false, out name);
        }
        catch (PayloadException exception)
        {
            return new(body, ReadingOutcome.NoWebhook, null, [], exception, []);
        }

        if (string.IsNullOrWhiteSpace(name))
            return new(body, ReadingOutcome.NoWebhook, null, [], null, []);
        var known = schemas.Of(name);
        IReadOnlyList<UnnamedField> unnamed = known is null ? [] : UnnamedFields.Of(known.Data, PayloadOf(body));
        try
        {
            var webhook = dispatcher.Read(body);
            var outcome = known is null ? ReadingOutcome.NoSchema : webhook.Deviations.Count > 0 ? ReadingOutcome.Deviating : ReadingOutcome.Read;
            return new(body, outcome, name, webhook.Deviations, null, unnamed);
        }
        catch (PayloadException exception)
        {
            return new(body, ReadingOutcome.Unreadable, name, [], exception, unnamed);
        }
    }

    /// <summary>The fields of the envelope that are absent or null in a body that is JSON.</summary>
    public IReadOnlyList<string> Lacking
    {
        get
        {
            var names = PartneroFacts.Sheet.Envelope;
            return [.. new[] { names.Event, names.Url, names.WebhookKey, names.CreatedAt, names.Data }.OfType<string>().Where(name => At("/" + name) is null or { ValueKind: JsonValueKind.Null })];
        }
    }

    /// <summary>What stands at a place of the body; null where nothing does.</summary>
    public JsonElement? At(string pointer)
    {
        JsonElement? at = Root(Body);
        foreach (var token in JsonPointer.Split(pointer))
        {
            at = at switch
            {
                { ValueKind: JsonValueKind.Object } holder when holder.TryGetProperty(token, out var value) => value,
                { ValueKind: JsonValueKind.Array } list when int.TryParse(token, out var index) && index < list.GetArrayLength() => list[index],
                _ => null,
            };
        }

        return at;
    }

    /// <summary>The payload of a body that is a webhook.</summary>
    public static JsonElement PayloadOf(ReadOnlyMemory<byte> body) => Root(body).GetProperty(PartneroFacts.Sheet.Envelope.Data);

    private static bool IsWholeJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            PhpValues.Of(Root(body));
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement Root(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = PhpJson.MaxDepth });
        return document.RootElement.Clone();
    }
}
