using System.Text.Json;
using Partnero.Contracts.Reading;

namespace Partnero.Contracts.Testing.Received;

/// <summary>Reads bodies as generated code does, by the schemas themselves: with the same methods, and so with the same deviations and exceptions.</summary>
internal sealed class SchemaDispatcher(ReadableSchemas schemas) : WebhookDispatcher
{
    /// <inheritdoc/>
    public override ValueTask<bool> DispatchAsync(PartneroWebhook webhook, IWebhookHandlers handlers, CancellationToken cancellationToken) => webhook switch
    {
        ReceivedWebhook received => handlers.HandleAsync(received, cancellationToken),
        UnknownWebhook unknown => handlers.HandleAsync(unknown, cancellationToken),
        _ => throw new ArgumentException($"{webhook.GetType()} is not one of this dispatcher's webhooks.", nameof(webhook)),
    };

    /// <inheritdoc/>
    public override Type TypeOf(string eventName) => schemas.Of(eventName) is null ? typeof(UnknownWebhook) : typeof(ReceivedWebhook);

    /// <inheritdoc/>
    protected override PartneroWebhook ReadWebhook(in WebhookEnvelope envelope, ref Utf8JsonReader data)
    {
        if (schemas.Of(envelope.Event) is not { } known)
            return envelope.ToUnknown(ref data);
        var start = data.TokenStartIndex;
        DeviationCollector? deviations = null;
        var payload = known.Data switch
        {
            { IsNullable: true, Kind: not ReadableKind.Any } when data.TokenType == JsonTokenType.Null => null,
            { IsNullable: true, IsStrict: false } => ReadOrNull(known.Data, ref data, ref deviations),
            _ => Read(known.Data, ref data, ref deviations),
        };
        foreach (var name in known.Required)
        {
            if (payload is Dictionary<string, object?> properties && properties.GetValueOrDefault(name) is null)
                throw PayloadReader.Missing(start, name, deviations);
        }

        return new ReceivedWebhook(envelope.Event)
        {
            Url = envelope.Url,
            WebhookKey = envelope.WebhookKey,
            CreatedAt = envelope.CreatedAt,
            RawBody = envelope.RawBody,
            Deviations = envelope.Locate(deviations),
        };
    }

    private static object? Read(ReadableValue value, ref Utf8JsonReader reader, ref DeviationCollector? deviations) => value.Kind switch
    {
        ReadableKind.Text or ReadableKind.OpenValue => PayloadReader.ReadString(ref reader),
        ReadableKind.Id => PayloadReader.ReadId(ref reader),
        ReadableKind.Decimal => PayloadReader.ReadDecimal(ref reader),
        ReadableKind.Integer => PayloadReader.ReadInt64(ref reader),
        ReadableKind.Boolean => PayloadReader.ReadBoolean(ref reader),
        ReadableKind.Timestamp => PayloadReader.ReadTimestamp(ref reader),
        ReadableKind.Map when value.Item!.Kind == ReadableKind.Any => PayloadReader.ReadMap(ref reader),
        ReadableKind.Map => PayloadReader.ReadMap(ref reader, ref deviations, Items(value.Item!), value.Item!.IsStrict),
        ReadableKind.List when value.Item!.Kind == ReadableKind.Any => PayloadReader.ReadList(ref reader),
        ReadableKind.List => PayloadReader.ReadList(ref reader, ref deviations, Items(value.Item!), value.Item!.IsStrict),
        ReadableKind.Object when value.OrEmptyList && PayloadReader.IsEmptyList(ref reader) => null,
        ReadableKind.Object => ReadObject(value.Object!, ref reader, ref deviations),
        _ => PayloadReader.ReadElement(ref reader),
    };

    private static object? ReadOrNull(ReadableValue value, ref Utf8JsonReader reader, ref DeviationCollector? deviations) => value.Kind switch
    {
        ReadableKind.Text or ReadableKind.OpenValue => PayloadReader.ReadStringOrNull(ref reader, ref deviations),
        ReadableKind.Id => PayloadReader.ReadIdOrNull(ref reader, ref deviations),
        ReadableKind.Decimal => PayloadReader.ReadDecimalOrNull(ref reader, ref deviations),
        ReadableKind.Integer => PayloadReader.ReadInt64OrNull(ref reader, ref deviations),
        ReadableKind.Boolean => PayloadReader.ReadBooleanOrNull(ref reader, ref deviations),
        ReadableKind.Timestamp => PayloadReader.ReadTimestampOrNull(ref reader, ref deviations),
        ReadableKind.Any => Read(value, ref reader, ref deviations),
        ReadableKind.Object when value.OrEmptyList && PayloadReader.IsEmptyList(ref reader) => null,
        _ => PayloadReader.ReadOrNull<object>(ref reader, ref deviations, Function(value)),
    };

    private static Dictionary<string, object?> ReadObject(ReadableObject value, ref Utf8JsonReader reader, ref DeviationCollector? deviations)
    {
        if (value.BareId is { } bare && (reader.TokenType == JsonTokenType.String || (bare.Kind == ReadableKind.Id && reader.TokenType == JsonTokenType.Number)))
            return new() { [bare.Name] = Read(new(bare.Kind), ref reader, ref deviations) };
        var start = value.BareId?.Kind switch
        {
            ReadableKind.Id => PayloadReader.StartObjectOrId(ref reader),
            ReadableKind.Text => PayloadReader.StartObjectOrText(ref reader),
            _ => PayloadReader.StartObject(ref reader),
        };
        var properties = new Dictionary<string, object?>();
        Dictionary<string, JsonElement>? kept = null;
        while (PayloadReader.NextProperty(ref reader))
        {
            if (Find(value, ref reader) is { } property)
                properties[property.Name] = ReadProperty(property, ref reader, ref deviations);
            else
                PayloadReader.Keep(ref reader, ref kept);
        }

        foreach (var property in value.Properties.Where(property => property.IsRequired))
        {
            var isThere = property.Value.IsNullable ? properties.ContainsKey(property.Name) : properties.GetValueOrDefault(property.Name) is not null;
            if (!isThere)
                throw PayloadReader.Missing(start, property.Name, isStrict: property.Value.IsStrict);
        }

        foreach (var (name, other) in kept ?? [])
            properties[name] = other;
        return properties;
    }

    private static ReadableProperty? Find(ReadableObject value, ref Utf8JsonReader reader)
    {
        foreach (var property in value.Properties)
        {
            if (reader.ValueTextEquals(property.Name))
                return property;
        }

        return null;
    }

    private static object? ReadProperty(ReadableProperty property, ref Utf8JsonReader reader, ref DeviationCollector? deviations)
    {
        var value = property.Value;
        if (!PayloadReader.HasValue(ref reader) && value.Kind != ReadableKind.Any)
            return null;
        if (value.Kind == ReadableKind.Any)
            return Read(value, ref reader, ref deviations);
        if (value.IsStrict)
            return PayloadReader.ReadStrict(ref reader, ref deviations, Function(value));
        return property.IsRequired && !value.IsNullable
            ? PayloadReader.ReadRequired(ref reader, ref deviations, Function(value))
            : ReadOrNull(value, ref reader, ref deviations);
    }

    private static PayloadValueReader<object> Function(ReadableValue value) =>
        (ref Utf8JsonReader reader, ref DeviationCollector? deviations) => Read(value, ref reader, ref deviations)!;

    private static PayloadValueReader<object?> Items(ReadableValue item) =>
        object? (ref Utf8JsonReader reader, ref DeviationCollector? deviations) => item switch
        {
            { IsNullable: true } when reader.TokenType == JsonTokenType.Null => null,
            { IsNullable: true, IsStrict: false } => ReadOrNull(item, ref reader, ref deviations),
            _ => Read(item, ref reader, ref deviations),
        };
}

/// <summary>A webhook whose event a schema describes.</summary>
internal sealed record ReceivedWebhook(string Name) : PartneroWebhook
{
    /// <inheritdoc/>
    public override string Event => Name;
}
