using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>What deviates in a payload, while it is read. Made once something does. Used by generated code.</summary>
public sealed class DeviationCollector
{
    private readonly List<Entry> _entries = [];
    private readonly HashSet<long> _maps = [];
    private readonly HashSet<long> _lists = [];

    internal DeviationCollector()
    {
    }

    /// <summary>How many there are.</summary>
    internal static int CountOf(DeviationCollector? deviations) => deviations?._entries.Count ?? 0;

    /// <summary>Keeps the value that a reader stands on, in which a part must not be null, and leaves the reader on its last token.</summary>
    internal static void Add(ref DeviationCollector? deviations, ref Utf8JsonReader reader, PayloadException part)
    {
        Add(ref deviations, ref reader, part.Offset, part.Types.Expected, part.Types.Actual, part.Property);
        deviations!._maps.UnionWith(part.Maps);
    }

    /// <summary>Keeps the value that a reader stands on, and leaves the reader on its last token.</summary>
    /// <param name="deviations">Where it is kept.</param>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="cause">Where the value begins that is different, or the object in which one is missing.</param>
    /// <param name="expected">What must be there.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="missing">The property that is missing, if one is.</param>
    internal static void Add(ref DeviationCollector? deviations, ref Utf8JsonReader reader, long cause, string expected, string actual, string? missing = null)
    {
        var offset = reader.TokenStartIndex;
        (deviations ??= new())._entries.Add(new Entry(offset, cause, missing, expected, actual, JsonElement.ParseValue(ref reader)));
    }

    /// <summary>Notes that something deviates within a map, whose names are the sender's.</summary>
    /// <param name="deviations">What deviates by now.</param>
    /// <param name="before">How many did before the map.</param>
    /// <param name="map">Where it begins.</param>
    /// <param name="isList">Whether it is read as a list.</param>
    internal static void NoteMap(DeviationCollector? deviations, int before, long map, bool isList = false)
    {
        if (CountOf(deviations) == before)
            return;
        deviations!._maps.Add(map);
        if (isList)
            deviations._lists.Add(map);
    }

    /// <summary>Forgets what was found within a value that deviates as a whole.</summary>
    internal static void Cut(DeviationCollector? deviations, int count) => deviations?._entries.RemoveRange(count, deviations._entries.Count - count);

    /// <summary>The deviations with their pointers, which cost a second walk and are found only once something deviates.</summary>
    internal static IReadOnlyList<PayloadDeviation> Locate(DeviationCollector? deviations, ReadOnlySpan<byte> body)
    {
        if (CountOf(deviations) == 0)
            return [];
        var entries = deviations!._entries;
        var places = JsonLocator.PlacesAt(body, entries.SelectMany(entry => new[] { entry.Offset, entry.Cause }).ToHashSet(), deviations._maps, deviations._lists);
        return [.. entries.Where(entry => !places[entry.Offset].IsReplaced).Select(entry => new PayloadDeviation(places[entry.Offset].Texts, places[entry.Cause].Of(entry.Missing).Texts, entry.Expected, entry.Actual, entry.Value))];
    }

    private readonly record struct Entry(long Offset, long Cause, string? Missing, string Expected, string Actual, JsonElement Value);
}
