using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing;

/// <summary>PHP's <c>json_encode</c>, to the byte.</summary>
/// <remarks>
/// With default flags, as the sender has them: <c>/</c> is written <c>\/</c>; every character beyond ASCII is <c>\uXXXX</c> in lower-case hex,
/// astral ones as a surrogate pair; floats are the shortest digits that read back the same, without a fraction where they are whole.
/// Source: PHP 8.2 with <c>serialize_precision=-1</c>; the tests hold vectors that PHP wrote.
/// </remarks>
public static class PhpJson
{
    /// <summary>The deepest nesting that PHP writes.</summary>
    public const int MaxDepth = 512;

    /// <summary>Longer output is rare, and is not kept room for.</summary>
    private const int MaxKept = 1024 * 1024;

    [ThreadStatic]
    private static ByteBuffer? _kept;

    /// <summary>Encodes a value as the sender does, without flags.</summary>
    /// <param name="value">The value: an object is written as an object also where it is empty, as of a PHP array that was cast to one; a number that was made from a <c>double</c> is a float.</param>
    /// <returns>The bytes of the JSON.</returns>
    /// <exception cref="ArgumentException">PHP refuses the value: a text has half of a surrogate pair, a number is not finite, or it is nested deeper than <see cref="MaxDepth"/>. The message says where.</exception>
    public static byte[] Encode(JsonNode? value) => Encode(PhpValues.Of(value));

    /// <summary>Encodes a value as the sender does, without flags.</summary>
    /// <returns>The bytes of the JSON. Nothing else is allocated.</returns>
    /// <exception cref="PhpJsonException">PHP refuses the value: a string is not UTF-8, a float is not finite, or it is nested too deep.</exception>
    internal static byte[] Encode(PhpValue value) => Encode(value, PhpJsonFlags.None);

    /// <summary>Encodes a value with PHP's flags.</summary>
    internal static byte[] Encode(PhpValue value, PhpJsonFlags flags)
    {
        var output = Write(value, flags);
        var bytes = output.ToArray();
        Keep(output);
        return bytes;
    }

    /// <summary>Encodes a value to a buffer.</summary>
    /// <exception cref="PhpJsonException">PHP refuses the value; nothing has been written.</exception>
    internal static void Encode(PhpValue value, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var output = Write(value, PhpJsonFlags.None);
        destination.Write(output.Written);
        Keep(output);
    }

    /// <summary>A value's JSON as text.</summary>
    internal static string Text(PhpValue value) => Encoding.ASCII.GetString(Encode(value));

    private static ByteBuffer Write(PhpValue value, PhpJsonFlags flags)
    {
        ArgumentNullException.ThrowIfNull(value);
        var output = _kept ?? new ByteBuffer();
        _kept = null;
        output.Clear();
        var encoder = new PhpJsonEncoder(output, flags);
        encoder.Write(value);
        if (encoder.Error is { } error && !flags.HasFlag(PhpJsonFlags.PartialOutputOnError))
        {
            Keep(output);
            throw new PhpJsonException(error, encoder.Pointer);
        }

        return output;
    }

    private static void Keep(ByteBuffer output) => _kept = output.Capacity <= MaxKept ? output : null;
}
