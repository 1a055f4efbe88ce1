using System.Globalization;
using System.Text.Json;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Received;

/// <summary>Finds fields that no schema names. What maps hold, and what may be anything, needs no name.</summary>
internal static class UnnamedFields
{
    public static IReadOnlyList<UnnamedField> Of(ReadableValue data, JsonElement payload)
    {
        var fields = new List<UnnamedField>();
        Collect(data, payload, "/" + PartneroFacts.Sheet.Envelope.Data, fields);
        return fields;
    }

    private static void Collect(ReadableValue read, JsonElement value, string pointer, List<UnnamedField> fields)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        if (read is { Kind: ReadableKind.Object, Object: { } described } && isObject)
        {
            foreach (var member in value.EnumerateObject())
            {
                var place = $"{pointer}/{JsonPointer.Escape(member.Name)}";
                if (described.Find(member.Name) is { } property)
                    Collect(property, member.Value, place, fields);
                else
                    fields.Add(new(place, member.Value));
            }
        }
        else if (read.Item is { } item && isObject)
        {
            foreach (var member in value.EnumerateObject())
                Collect(item, member.Value, $"{pointer}/{JsonPointer.Escape(member.Name)}", fields);
        }
        else if (read.Item is { } listed && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, entry) in value.EnumerateArray().Index())
                Collect(listed, entry, $"{pointer}/{index.ToString(CultureInfo.InvariantCulture)}", fields);
        }
    }
}
