using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Partnero.Contracts.Reading;

/// <summary>Checks the text of a body.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6; // \uXXXX

    /// <summary>Whether every name and string is Unicode: UTF-8, and no escaped half of a surrogate pair.</summary>
    /// <remarks>
    /// The JSON reader checks only the text that is asked for. What is kept for later would throw later, in a handler.
    /// A body that is not JSON is walked safely; that it is not, the reader says.
    /// </remarks>
    public static bool IsUnicode(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            return false;
        while (body.IndexOf((byte)'\\') is >= 0 and var next)
        {
            body = body[next..];
            if (body.Length < EscapeLength || body[1] != 'u')
            {
                body = body[Math.Min(2, body.Length)..];
                continue;
            }

            var unit = UnitOf(body);
            body = body[EscapeLength..];
            if (!char.IsSurrogate(unit))
                continue;
            if (char.IsLowSurrogate(unit) || body.Length < EscapeLength || !body.StartsWith("\\u"u8) || !char.IsLowSurrogate(UnitOf(body)))
                return false;
            body = body[EscapeLength..];
        }

        return true;
    }

    /// <summary>Whether a body that the reader refused nests too deeply, before anything in it is no JSON.</summary>
    public static bool IsTooDeep(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = PayloadReader.MaxDepth + 1 });
        try
        {
            while (reader.CurrentDepth < PayloadReader.MaxDepth || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                if (!reader.Read())
                    return false;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return true;
    }

    private static char UnitOf(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..EscapeLength], out ushort unit, out _, 'x') ? (char)unit : '\0';
}
