using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>The names of events that were read, so that the next of its kind needs no text of its own.</summary>
/// <param name="isKept">Whether a name is one of a known few. What anybody can make up is not kept.</param>
internal sealed class KnownNames(Func<string, bool> isKept)
{
    /// <summary>Of two that are added at the same moment, one is added again later.</summary>
    private volatile (byte[] Bytes, string Name)[] _names = [];

    /// <summary>Reads a name.</summary>
    /// <param name="reader">Stands on it.</param>
    /// <exception cref="PayloadException">It is no text.</exception>
    public string Read(ref Utf8JsonReader reader)
    {
        foreach (var (bytes, name) in _names)
        {
            if (PayloadReader.NameIs(ref reader, bytes))
                return name;
        }

        var text = PayloadReader.ReadString(ref reader);
        if (isKept(text))
            _names = [.. _names, (Encoding.UTF8.GetBytes(text), text)];
        return text;
    }
}
