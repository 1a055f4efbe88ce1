using System.Text.Json;

namespace Partnero.Contracts.Testing.Tests.Clauses;

/// <summary>What a consumer in process was sent; of a body that makes no sense, neither event nor entity.</summary>
internal sealed record Posted(int Number, string Method, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, bool IsSigned)
{
    /// <summary>Whether it came to the other replica.</summary>
    public bool IsAtReplica { get; init; }

    public string? Event { get; init; }

    public string? Entity { get; init; }

    public JsonElement Data { get; init; }

    /// <summary>When it was dispatched.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    public string? Header(string name) => Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    /// <summary>Reads as much of a body as makes sense.</summary>
    public Posted Read()
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            var (name, data) = (json.RootElement.GetProperty("event").GetString(), json.RootElement.GetProperty("data").Clone());
            return this with { Event = name, Data = data, CreatedAt = json.RootElement.TryGetProperty("created_at", out var at) && at.TryGetDateTimeOffset(out var moment) ? moment : default, Entity = (data.TryGetProperty("id", out var id) ? id : data.GetProperty("key")).ToString() };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return this;
        }
    }

    /// <summary>A field of the payload as JSON; null where it is absent.</summary>
    public string? Field(string name) => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
