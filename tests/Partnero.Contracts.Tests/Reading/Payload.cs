using System.Text;
using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

/// <summary>Reads one value by one method of <see cref="PayloadReader"/>.</summary>
internal static class Payload
{
    /// <summary>The same for a list or a map, of whose values none deviates.</summary>
    public static PayloadValueReader<T> Value<T>(ValueReader<T> read) => (ref Utf8JsonReader reader, ref DeviationCollector? _) => read(ref reader);

    /// <summary>Reads a value, and checks that the reader was left on the value's last token.</summary>
    public static T Read<T>(string json, ValueReader<T> read)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"[{json},\"next\"]"));
        reader.Read();
        reader.Read();
        var value = read(ref reader);
        Assert.True(reader.Read());
        Assert.Equal("next", reader.TokenType == JsonTokenType.String ? reader.GetString() : reader.TokenType.ToString());
        return value;
    }

    /// <summary>Reads a value that must be refused.</summary>
    public static PayloadException Refused<T>(string json, ValueReader<T> read) =>
        Assert.Throws<PayloadException>(() => Read(json, read));
}

/// <summary>One of the methods of <see cref="PayloadReader"/> that a wrong type ends.</summary>
internal delegate T ValueReader<out T>(ref Utf8JsonReader reader);
