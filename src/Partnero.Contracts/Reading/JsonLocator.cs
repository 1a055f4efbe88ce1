using System.Globalization;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Finds the JSON pointers of byte offsets.</summary>
internal static class JsonLocator
{
    /// <summary>The places of the values that begin at some offsets, in one walk of a body whose text is known to be Unicode. An offset within a value, or after all of them, is that of the next value, or of the last.</summary>
    /// <param name="body">The body.</param>
    /// <param name="offsets">Where the values begin.</param>
    /// <param name="maps">Where the maps begin whose names are the sender's, and none of a schema.</param>
    public static IReadOnlyDictionary<long, JsonPlace> PlacesAt(ReadOnlySpan<byte> body, IReadOnlySet<long> offsets, IReadOnlySet<long> maps)
    {
        var left = new Queue<long>(offsets.Order());
        var pointers = new Dictionary<long, JsonPlace>(left.Count);
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
                pointers.Add(left.Dequeue(), Place(path));
            if (left.Count == 0)
                break;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Push(new Level(reader.TokenType == JsonTokenType.StartArray, maps.Contains(reader.TokenStartIndex), null, -1));
        }

        while (left.TryDequeue(out var beyond))
            pointers.Add(beyond, Place(path));
        return pointers;
    }

    private static JsonPlace Place(Stack<Level> path) => new(
        string.Concat(path.Reverse().Select(level => "/" + level.Token)),
        string.Concat(path.Reverse().Select(level => "/" + (level is { IsMap: true, IsArray: false } ? "*" : level.Token))));

    /// <summary>Escapes a name for use in a pointer (RFC 6901, section 3).</summary>
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private readonly record struct Level(bool IsArray, bool IsMap, string? Name, int Index)
    {
        public string Token => IsArray ? Index.ToString(CultureInfo.InvariantCulture) : Escape(Name ?? "");
    }
}
