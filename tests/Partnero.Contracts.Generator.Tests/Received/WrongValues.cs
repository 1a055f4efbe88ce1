using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Partnero.Contracts.Generator.Tests.Received;

/// <summary>Bodies with a value of another type in one place, to the byte.</summary>
internal static class WrongValues
{
    private const string Mark = "@here@";

    private static readonly string[] Others =
    [
        "5", "-0", "7.0", "1.0e+3", "99.99", "1e400", "9223372036854775808", "100000000000000000000000000000", "true", "false", "\"\"", "\"\\u00e9\\/\\ud83d\\ude00\"", "\"12.50\"",
        "\"2025-05-16\"", "\"2025-01-15T10:30:00.000000Z\"", "[]", "{}", "[ 1 , {\"a\":\"b\"} ]", "{\"0\": null}", "{\"id\":[]}", "{\"id\":\"x\",\"email\":5}", "[null]", "null",
    ];

    /// <summary>The body with each place of its payload replaced once, or taken out.</summary>
    public static IEnumerable<byte[]> Of(ReadOnlyMemory<byte> body, Random random)
    {
        foreach (var pointer in Places(JsonNode.Parse(body.Span)!["data"]!, "/data"))
        {
            yield return With(body, pointer, Others[random.Next(Others.Length)]);
            if (With(body, pointer, null) is { Length: > 0 } shorter)
                yield return shorter;
        }
    }

    private static IEnumerable<string> Places(JsonNode? node, string pointer)
    {
        var inner = node switch
        {
            JsonObject properties => properties.SelectMany(property => Places(property.Value, $"{pointer}/{property.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")),
            JsonArray items => items.SelectMany((item, i) => Places(item, $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}")),
            _ => [],
        };
        return inner.Prepend(pointer);
    }

    /// <param name="body">The body.</param>
    /// <param name="pointer">Where.</param>
    /// <param name="json">What stands there instead; null for nothing.</param>
    private static byte[] With(ReadOnlyMemory<byte> body, string pointer, string? json)
    {
        var root = JsonNode.Parse(body.Span)!;
        var tokens = pointer.Split('/').Skip(1).Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        var holder = tokens.SkipLast(1).Aggregate(root, (node, token) => node is JsonArray list ? list[int.Parse(token, CultureInfo.InvariantCulture)]! : node[token]!);
        if (holder is JsonArray items)
            items[int.Parse(tokens[^1], CultureInfo.InvariantCulture)] = Mark;
        else if (json is null)
            ((JsonObject)holder).Remove(tokens[^1]);
        else
            holder[tokens[^1]] = Mark;
        return holder is JsonArray && json is null ? [] : Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{Mark}\"", json, StringComparison.Ordinal));
    }
}
