using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Finds the JSON pointer of a byte offset.</summary>
internal static class JsonLocator
{
    /// <summary>The pointer of the value that begins at an offset.</summary>
    public static string PointerAt(ReadOnlySpan<byte> body, long offset)
    {
        var path = new Stack<Level>();
        var reader = new Utf8JsonReader(body, PayloadReader.Options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path.Push(path.Pop() with { Name = NameAt(ref reader) });
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    continue;
            }

            if (path.TryPeek(out var parent) && parent.IsArray)
                path.Push(path.Pop() with { Index = parent.Index + 1 });
            if (reader.TokenStartIndex >= offset)
                break;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Push(new Level(reader.TokenType == JsonTokenType.StartArray, null, -1));
        }

        return string.Concat(path.Reverse().Select(level => "/" + level.Token));
    }

    /// <summary>Escapes a name for use in a pointer (RFC 6901, section 3).</summary>
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The name as text; where it is not valid Unicode, as it is written: a fault is being reported already.</summary>
    private static string NameAt(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private readonly record struct Level(bool IsArray, string? Name, int Index)
    {
        public string Token => IsArray ? Index.ToString(CultureInfo.InvariantCulture) : Escape(Name ?? "");
    }
}
