using System.Text.Json;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>
/// How a consumer records the fields of an event, learned from plain deliveries: as they came, in cents, in one case of letters. What
/// it records of plain values in no such way has a meaning of its own, and is not compared.
/// </summary>
internal sealed class RecordedMappings
{
    private static readonly Func<string, string>[] Spellings = [text => text, text => text.ToLowerInvariant(), text => text.ToUpperInvariant(), text => text.Trim()];

    private readonly Dictionary<string, Func<PhpValue, object, bool>> _fields = [];

    /// <summary>The fields that can be compared, by their paths, such as <c>reward.amount</c>.</summary>
    public IReadOnlyCollection<string> Fields => _fields.Keys;

    /// <summary>By entity: a field that did not come, and what it is all the same, for another field means it.</summary>
    public Dictionary<string, (string Path, PhpValue Value)> MeansTheSame { get; } = [];

    /// <summary>The id of a reference that came as an object; null of anything else.</summary>
    public static PhpString? IdOf(PhpValue? reference) => reference is PhpArray { IsList: false } entity ? entity["id"] as PhpString : null;

    /// <summary>Learns from what was sent in plain values, and what was recorded of it.</summary>
    public void Learn(PhpArray sent, WebhookEffect effect)
    {
        foreach (var (path, value) in Leaves(sent, ""))
        {
            if (!_fields.ContainsKey(path) && Find(effect, path) is { } recorded && Mapping(value, recorded) is { } isSame)
                _fields.Add(path, isSame);
        }
    }

    /// <summary>The first field that is recorded as something else than what came, and what it should be; null where all is as it came.</summary>
    public (string Path, string Expected, string Actual)? Compare(WebhookDelivery delivery, WebhookEffect effect)
    {
        if (MeansTheSame.TryGetValue(delivery.EntityId, out var same) && _fields.TryGetValue(same.Path, out var isSameThere)
            && Find(effect, same.Path) is { } other && !isSameThere(same.Value, other))
        {
            return (same.Path, $"{same.Path} {PhpJson.Text(same.Value)}, or none", $"{same.Path} {RecordedValue.Show(other)}");
        }

        return Compare(delivery.Data, effect);
    }

    /// <summary>The same, of a payload.</summary>
    public (string Path, string Expected, string Actual)? Compare(PhpArray sent, WebhookEffect effect)
    {
        var leaves = Leaves(sent, "").ToDictionary();
        foreach (var (path, isSame) in _fields)
        {
            var recorded = Find(effect, path);
            var value = leaves.GetValueOrDefault(path);
            if (value is null or PhpNull)
            {
                // A field that did not come may be recorded as nothing, or from another field that means the same: but not as the word.
                if (recorded is not null && RecordedValue.Text(recorded) is "null" or "undefined" or "None" or "NaN" or "nil")
                    return (path, $"{path} {(value is null ? "absent" : "null")}", $"{path} {RecordedValue.Show(recorded!)}");
            }
            else if (recorded is null || !isSame(value, recorded))
            {
                return (path, $"{path} {PhpJson.Text(value)}", recorded is null ? $"no {path}" : $"{path} {RecordedValue.Show(recorded)}");
            }
        }

        return null;
    }

    /// <summary>A reference that is recorded with the id of another entity that the payload names; null where none is.</summary>
    /// <param name="references">The fields that name entities.</param>
    /// <param name="sent">The payload.</param>
    /// <param name="effect">What was recorded of it.</param>
    public static (string Expected, string Actual)? FindTaken(IReadOnlyList<string> references, PhpArray sent, WebhookEffect effect)
    {
        var ids = references.Select(name => (Name: name, Id: (sent[name] as PhpString ?? IdOf(sent[name]))?.ToString())).Where(one => one.Id is not null).ToList();
        foreach (var (name, id) in ids)
        {
            if (Find(effect, name) is { } recorded && (Inner(recorded) ?? RecordedValue.Text(recorded)) is { } known && known != id && ids.Any(other => other.Name != name && other.Id == known))
                return ($"{name} {id}", $"{name} {known}");
        }

        return null;

        static string? Inner(object recorded) => recorded is JsonElement { ValueKind: JsonValueKind.Object } element && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
    }

    /// <summary>Whether a field is recorded as it is of plain values; null where that was not learned of it.</summary>
    public bool? IsSame(string path, PhpValue sent, object recorded) => _fields.TryGetValue(path, out var isSame) ? isSame(sent, recorded) : null;

    /// <summary>The values of a payload: texts, numbers, booleans, and lists and maps as wholes too.</summary>
    private static IEnumerable<(string Path, PhpValue Value)> Leaves(PhpArray data, string prefix)
    {
        foreach (var (key, value) in data)
        {
            var path = prefix + key;
            yield return (path, value);
            if (value is PhpArray { IsList: false } inner && prefix.Length == 0)
            {
                foreach (var leaf in Leaves(inner, path + "."))
                    yield return leaf;
            }
        }
    }

    /// <summary>What an effect holds under a path; null where it holds nothing, or null.</summary>
    private static object? Find(WebhookEffect effect, string path)
    {
        if (effect.Fields.TryGetValue(path, out var value))
            return value is JsonElement { ValueKind: JsonValueKind.Null } ? null : value;
        return path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
            && effect.Fields.TryGetValue(path[..dot], out var outer) && outer is JsonElement { ValueKind: JsonValueKind.Object } element
            && element.TryGetProperty(path[(dot + 1)..], out var inner) && inner.ValueKind != JsonValueKind.Null ? inner : null;
    }

    private static Func<PhpValue, object, bool>? Mapping(PhpValue sent, object recorded) => sent switch
    {
        PhpString text => Spellings.Where(spell => RecordedValue.Text(recorded) == spell(text.ToString()))
            .Select(spell => (Func<PhpValue, object, bool>)((value, other) => PhpValues.Name(value) is not { } name || RecordedValue.Text(other) is { } known && (known == spell(name) || known == name))).FirstOrDefault(),
        PhpFloat or PhpInteger => StoredState.Units.Where(unit => IsNumber(Number(sent), recorded, unit))
            .Select(unit => (Func<PhpValue, object, bool>)((value, other) => Number(value) is not { } number || UnitsLike(unit).Any(one => IsNumber(number, other, one)))).FirstOrDefault(),
        PhpArray when IsSameJson(sent, recorded) => (value, other) => IsSameJson(value, other) || (value is PhpString id && IsObjectOf(id.ToString(), other)),
        PhpArray when IdOf(sent) is { } id && RecordedValue.Text(recorded) == id.ToString() => (value, other) => (value as PhpString ?? IdOf(value)) is not { } known || RecordedValue.Text(other) == known.ToString(),
        _ => null,
    };

    /// <summary>Whether a bare id is recorded as an object with that id.</summary>
    private static bool IsObjectOf(string id, object recorded) =>
        recorded is JsonElement { ValueKind: JsonValueKind.Object } element && element.TryGetProperty("id", out var known) && known.ValueKind == JsonValueKind.String && known.GetString() == id;

    /// <summary>Whoever records cents records whole yen, and thousandths of a dinar.</summary>
    private static double[] UnitsLike(double unit) => unit == 1 ? [1] : StoredState.Units;

    private static bool IsNumber(double? sent, object recorded, double unit) =>
        sent is { } value && RecordedValue.Number(recorded) is { } number && Math.Abs(number - (value * unit)) <= Math.Max(unit == 1 ? RecordedValue.Tolerance : 0.5 + 1e-6, Math.Abs(value * unit) * 1e-12);

    private static double? Number(PhpValue value) => value switch
    {
        PhpFloat number => number.Value,
        PhpInteger number => number.Value,
        _ => null,
    };

    /// <summary>Maps and lists by what they hold; an empty list is an empty map, and JSON in a text is read.</summary>
    private static bool IsSameJson(PhpValue sent, object recorded)
    {
        try
        {
            var json = recorded as JsonElement? ?? JsonSerializer.SerializeToElement(recorded);
            if (json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 1 } text && text[0] is '{' or '[')
                json = JsonDocument.Parse(text).RootElement.Clone();
            return IsSameJson(PhpJson.Text(sent), json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsSameJson(string sent, JsonElement recorded)
    {
        using var document = JsonDocument.Parse(sent);
        return IsSame(document.RootElement, recorded);

        static bool IsSame(JsonElement one, JsonElement other)
        {
            if (IsEmpty(one) && IsEmpty(other))
                return true;
            if (one.ValueKind == JsonValueKind.Number && other.ValueKind == JsonValueKind.Number)
                return Math.Abs(one.GetDouble() - other.GetDouble()) <= Math.Max(RecordedValue.Tolerance, Math.Abs(one.GetDouble()) * 1e-12);
            if (one.ValueKind != other.ValueKind)
                return false;
            return one.ValueKind switch
            {
                JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => IsSame(pair.First, pair.Second)),
                JsonValueKind.Object => There(one).Count() == There(other).Count()
                    && There(one).All(member => other.TryGetProperty(member.Name, out var value) && IsSame(member.Value, value)),
                JsonValueKind.String => one.GetString() == other.GetString(),
                _ => true,
            };
        }

        // A record has a null for what did not come, here as at the outermost.
        static IEnumerable<JsonProperty> There(JsonElement value) => value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null);

        static bool IsEmpty(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !There(value).Any(),
            _ => false,
        };
    }
}
