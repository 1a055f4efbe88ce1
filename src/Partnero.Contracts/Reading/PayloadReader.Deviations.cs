using System.Text.Json;

namespace Partnero.Contracts.Reading;

public static partial class PayloadReader
{
    /// <summary>Reads a value that may be null in its place, or answers null where it, or a part of it that cannot be null, has another type or is missing.</summary>
    public static T? ReadOrNull<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, PayloadValueReader<T> readValue)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(readValue);
        var start = reader;
        var count = DeviationCollector.CountOf(deviations);
        try
        {
            return readValue(ref reader, ref deviations);
        }
        catch (PayloadException exception) when (exception.MayDeviate || exception.IsAt(start.TokenStartIndex))
        {
            reader = start;
            DeviationCollector.Cut(deviations, count);
            DeviationCollector.Add(ref deviations, ref reader, exception);
            return null;
        }
    }

    /// <summary>Reads a value that must be there: where it has another type, what holds it may deviate.</summary>
    public static T ReadRequired<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, PayloadValueReader<T> readValue)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        var start = reader.TokenStartIndex;
        try
        {
            return readValue(ref reader, ref deviations);
        }
        catch (PayloadException exception) when (exception.IsAt(start))
        {
            throw exception.AsDeviation();
        }
    }

    /// <summary>Reads a value that is never left out: nothing in it that has another type or is missing has what holds it deviate.</summary>
    public static T ReadStrict<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, PayloadValueReader<T> readValue)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        try
        {
            return readValue(ref reader, ref deviations);
        }
        catch (PayloadException exception) when (exception.MayDeviate)
        {
            throw exception.AsDeviation(may: false);
        }
    }

    private static T? Deviating<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, string expected)
        where T : class
    {
        DeviationCollector.Add(ref deviations, ref reader, reader.TokenStartIndex, expected, Describe(ref reader, expected));
        return null;
    }

    private static T? DeviatingValue<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, string expected)
        where T : struct
    {
        DeviationCollector.Add(ref deviations, ref reader, reader.TokenStartIndex, expected, Describe(ref reader, expected));
        return null;
    }
}
