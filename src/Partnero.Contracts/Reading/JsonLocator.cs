using System.Globalization;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Finds the JSON pointer of a byte offset.</summary>
internal static class JsonLocator
{
    /// <summary>The pointer of the value that begins at an offset, in a body whose text is known to be Unicode.</summary>
    public static string PointerAt(ReadOnlySpan<byte> body, long offset) => PointersAt(body, new HashSet<long> { offset })[offset];

    /// <summary>The pointers of several, in one walk. An offset within a value, or after all of them, is that of the next value, or of the last.</summary>
    public static IReadOnlyDictionary<long, string> PointersAt(ReadOnlySpan<byte> body, IReadOnlySet<long> offsets)
    {
        var left = new Queue<long>(offsets.Order());
        var pointers = new Dictionary<long, string>(left.Count);
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
            while (left.TryPeek(out var offset) && reader.TokenStartIndex >= offset)
                pointers.Add(left.Dequeue(), Pointer(path));
            if (left.Count == 0)
                break;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Push(new Level(reader.TokenType == JsonTokenType.StartArray, null, -1));
        }

        while (left.TryDequeue(out var beyond))
            pointers.Add(beyond, Pointer(path));
        return pointers;
    }

    private static string Pointer(Stack<Level> path) => string.Concat(path.Reverse().Select(level => "/" + level.Token));

    /// <summary>The pointer of a property that is missing in an object; of none, that of the object.</summary>
    public static string Within(string pointer, string? missing) => missing is null ? pointer : $"{pointer}/{Escape(missing)}";

    /// <summary>Escapes a name for use in a pointer (RFC 6901, section 3).</summary>
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private readonly record struct Level(bool IsArray, string? Name, int Index)
    {
        public string Token => IsArray ? Index.ToString(CultureInfo.InvariantCulture) : Escape(Name ?? "");
    }
}
