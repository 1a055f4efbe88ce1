using System.Globalization;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Finds the JSON pointers of byte offsets.</summary>
internal static class JsonLocator
{
    /// <summary>The place of the value that begins at an offset, in a body whose text is known to be Unicode. It need not be JSON after that.</summary>
    /// <param name="body">The body.</param>
    /// <param name="offset">Where the value begins.</param>
    /// <param name="maps">Where the maps begin whose names are the sender's, and none of a schema.</param>
    public static JsonPlace PlaceAt(ReadOnlySpan<byte> body, long offset, IReadOnlySet<long> maps) =>
        PlacesAt(body, new HashSet<long> { offset }, maps, maps, isToEnd: false)[offset];

    /// <summary>The places of several, in one walk of a body that is JSON; of a value whose name stands once more in its object, that it is replaced.</summary>
    /// <param name="body">The body.</param>
    /// <param name="offsets">Where the values begin.</param>
    /// <param name="maps">Where the maps begin whose names are the sender's, and none of a schema.</param>
    /// <param name="lists">Those of them that are read as lists, in which nothing replaces another.</param>
    public static IReadOnlyDictionary<long, JsonPlace> PlacesAt(ReadOnlySpan<byte> body, IReadOnlySet<long> offsets, IReadOnlySet<long> maps, IReadOnlySet<long> lists) =>
        PlacesAt(body, offsets, maps, lists, isToEnd: true);

    /// <remarks>An offset within a value, or after all of them, is that of the next value, or of the last.</remarks>
    private static Dictionary<long, JsonPlace> PlacesAt(ReadOnlySpan<byte> body, IReadOnlySet<long> offsets, IReadOnlySet<long> maps, IReadOnlySet<long> lists, bool isToEnd)
    {
        var left = new Queue<long>(offsets.Order());
        var places = new Dictionary<long, JsonPlace>(left.Count);
        var path = new Stack<Level>();
        var reader = new Utf8JsonReader(body, PayloadReader.Options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    foreach (var replaced in path.Peek().Named(reader.GetString()!))
                        places[replaced] = places[replaced] with { IsReplaced = true };
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    continue;
            }

            if (path.TryPeek(out var parent) && parent.IsArray)
                parent.Index++;
            while (left.TryPeek(out var offset) && reader.TokenStartIndex >= offset)
                places.Add(left.Dequeue(), Place(path, offset));
            if (left.Count == 0 && !isToEnd)
                break;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Push(new Level(reader.TokenType == JsonTokenType.StartArray, maps.Contains(reader.TokenStartIndex), lists.Contains(reader.TokenStartIndex)));
        }

        while (left.TryDequeue(out var beyond))
            places.Add(beyond, Place(path, beyond));
        return places;
    }

    private static JsonPlace Place(Stack<Level> path, long offset)
    {
        foreach (var level in path)
            level.Hold(offset);
        var levels = path.Reverse().ToList();
        return new(string.Concat(levels.Select(level => "/" + level.Token)), string.Concat(levels.Select(level => "/" + (level is { IsMap: true, IsArray: false } ? "*" : level.Token))));
    }

    /// <summary>Escapes a name for use in a pointer (RFC 6901, section 3).</summary>
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>An object or an array that the walk is in.</summary>
    private sealed class Level(bool isArray, bool isMap, bool isList)
    {
        /// <summary>What is looked for and stands in the property of a name.</summary>
        private readonly Dictionary<string, List<long>> _held = new(StringComparer.Ordinal);
        private string _name = "";

        public bool IsArray => isArray;

        public bool IsMap => isMap;

        public int Index { get; set; } = -1;

        public string Token => isArray ? Index.ToString(CultureInfo.InvariantCulture) : Escape(_name);

        /// <summary>Comes to a property.</summary>
        /// <returns>What an earlier one of this name holds, which it replaces.</returns>
        public List<long> Named(string name)
        {
            _name = name;
            return _held.Remove(name, out var replaced) ? replaced : [];
        }

        public void Hold(long offset)
        {
            if (isArray || isList)
                return;
            if (!_held.TryGetValue(_name, out var held))
                _held.Add(_name, held = []);
            held.Add(offset);
        }
    }
}
