using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Testing.Php;

/// <summary>A key of a PHP array: an integer, or a string that does not look like one.</summary>
internal readonly record struct PhpKey
{
    private const int MaxNumber = 20;

    private readonly ReadOnlyMemory<byte> _name;

    private PhpKey(long number, ReadOnlyMemory<byte> name, bool isInteger)
    {
        Number = number;
        _name = name;
        IsInteger = isInteger;
    }

    /// <summary>Whether the key is an integer.</summary>
    public bool IsInteger { get; }

    /// <summary>The integer; 0 for a string.</summary>
    public long Number { get; }

    /// <summary>The bytes of the key as they stand in JSON, before they are escaped.</summary>
    public ReadOnlyMemory<byte> Name => IsInteger ? Encoding.ASCII.GetBytes(Number.ToString(CultureInfo.InvariantCulture)) : _name;

    /// <summary>The bytes of a string key; none of an integer.</summary>
    internal ReadOnlySpan<byte> Bytes => _name.Span;

    /// <summary>An integer key.</summary>
    public static PhpKey Of(long number) => new(number, default, true);

    /// <summary>A string key. As in PHP, <c>"10"</c> becomes the integer 10; <c>"01"</c> and <c>"-0"</c> stay strings.</summary>
    public static PhpKey Of(string name) => Of(Encoding.UTF8.GetBytes(name));

    /// <summary>A string key of any bytes.</summary>
    public static PhpKey Of(ReadOnlyMemory<byte> name)
    {
        var bytes = name.Span;
        return bytes.Length is > 0 and <= MaxNumber
            && bytes[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9')
            && Utf8Parser.TryParse(bytes, out long number, out var consumed)
            && consumed == bytes.Length
            && number.ToString(CultureInfo.InvariantCulture).Length == bytes.Length
            && (number != 0 || bytes.Length == 1)
            ? Of(number)
            : new PhpKey(0, name, false);
    }

    /// <inheritdoc/>
    public bool Equals(PhpKey other) =>
        IsInteger == other.IsInteger && Number == other.Number && _name.Span.SequenceEqual(other._name.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Number);
        hash.AddBytes(_name.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => IsInteger ? Number.ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(_name.Span);
}
