using System.Globalization;
using System.Text;
using System.Text.Json;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Tests.Php;

/// <summary>One vector that PHP wrote: a value, the flags, and the bytes of its JSON, or none where PHP refused.</summary>
internal sealed record PhpVector(int Id, PhpJsonFlags Flags, PhpValue Value, byte[]? Json)
{
    public static IEnumerable<PhpVector> ReadAll()
    {
        using var stream = typeof(PhpVector).Assembly.GetManifestResourceStream("php-json-vectors.jsonl")!;
        using var lines = new StreamReader(stream);
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1024 });
            var root = document.RootElement;
            yield return new PhpVector(
                root.GetProperty("id").GetInt32(),
                (PhpJsonFlags)root.GetProperty("flags").GetInt32(),
                ReadTree(root.GetProperty("value")),
                root.GetProperty("json").ValueKind == JsonValueKind.Null ? null : root.GetProperty("json").GetBytesFromBase64());
        }
    }

    public static byte[]? TryEncode(PhpValue value, PhpJsonFlags flags)
    {
        try
        {
            return PhpJson.Encode(value, flags);
        }
        catch (PhpJsonException)
        {
            return null;
        }
    }

    public static bool IsSame(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    public static string Text(byte[]? json) => json is null ? "(refused)" : Encoding.UTF8.GetString(json);

    private static PhpValue ReadTree(JsonElement tree) => tree[0].GetString() switch
    {
        "null" => PhpValue.Null,
        "bool" => tree[1].GetBoolean(),
        "int" => long.Parse(tree[1].GetString()!, CultureInfo.InvariantCulture),
        "float" => BitConverter.Int64BitsToDouble(long.Parse(tree[1].GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        "string" => new PhpString(tree[1].GetBytesFromBase64()),
        "array" => new PhpArray(tree[1].EnumerateArray().Select(entry => KeyValuePair.Create(ReadKey(entry[0]), ReadTree(entry[1])))),
        "object" => new PhpObject(tree[1].EnumerateArray().Select(entry => KeyValuePair.Create(PhpKey.Of(entry[0].GetBytesFromBase64()), ReadTree(entry[1])))),
        var unknown => throw new InvalidDataException($"No PHP value is called '{unknown}'."),
    };

    private static PhpKey ReadKey(JsonElement key) => key[0].GetString() == "i"
        ? PhpKey.Of(long.Parse(key[1].GetString()!, CultureInfo.InvariantCulture))
        : PhpKey.Of(key[1].GetBytesFromBase64());
}
