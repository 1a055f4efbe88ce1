using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Texts that come again and again, so that the next of its kind needs none of its own.</summary>
/// <param name="maxCount">How many are kept, of those that come first.</param>
/// <param name="isKept">Whether a text is one of those.</param>
internal sealed class KnownTexts(int maxCount, Func<string, bool> isKept)
{
    private const int MaxBytes = 256;

    /// <summary>Of two that are added at the same moment, one is added again later.</summary>
    private volatile (byte[] Json, string Text)[] _texts = [];

    /// <summary>Reads a text.</summary>
    /// <param name="reader">Stands on it.</param>
    /// <exception cref="PayloadException">It is no text.</exception>
    public string Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence)
            return PayloadReader.ReadString(ref reader);

        // The same JSON is the same text, however it is escaped.
        var json = reader.ValueSpan;
        foreach (var (bytes, known) in _texts)
        {
            if (json.SequenceEqual(bytes))
                return known;
        }

        var text = PayloadReader.ReadString(ref reader);
        if (_texts is var texts && texts.Length < maxCount && json.Length <= MaxBytes && isKept(text))
            _texts = [.. texts, (json.ToArray(), text)];
        return text;
    }
}
