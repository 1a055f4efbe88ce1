using System.Globalization;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Finds the JSON pointer of a byte offset.</summary>
internal static class JsonLocator
{
    /// <summary>The pointer of the value that begins at an offset, in a body whose text is known to be Unicode.</summary>
    public static string PointerAt(ReadOnlySpan<byte> body, long offset)
    {
        var path = new Stack<Level>();
        var reader = new Utf8JsonReader(body, PayloadReader.Options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path.Push(path.Pop() with { Name = reader.GetString() });
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

    private readonly record struct Level(bool IsArray, string? Name, int Index)
    {
        public string Token => IsArray ? Index.ToString(CultureInfo.InvariantCulture) : Escape(Name ?? "");
    }
}
