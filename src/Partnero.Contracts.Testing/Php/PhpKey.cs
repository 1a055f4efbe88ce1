using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Testing.Php;

/// <summary>A key of a PHP array: an integer, or a string that does not look like one.</summary>
public readonly record struct PhpKey
{
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

    /// <summary>The bytes of the key as they stand in JSON.</summary>
    public ReadOnlyMemory<byte> Name => IsInteger ? Encoding.ASCII.GetBytes(Number.ToString(CultureInfo.InvariantCulture)) : _name;

    /// <summary>An integer key.</summary>
    public static PhpKey Of(long number) => new(number, default, true);

    /// <summary>A string key. As in PHP, <c>"10"</c> becomes the integer 10; <c>"01"</c> and <c>"-0"</c> stay strings.</summary>
    public static PhpKey Of(string name) => Of(Encoding.UTF8.GetBytes(name));

    /// <summary>A string key of any bytes.</summary>
    public static PhpKey Of(ReadOnlyMemory<byte> name)
    {
        var text = Encoding.Latin1.GetString(name.Span);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text
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
    public override string ToString() => Encoding.UTF8.GetString(Name.Span);
}
