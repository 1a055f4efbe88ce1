using System.Text;

namespace Partnero.Contracts.Testing.Php;

/// <summary>A value as PHP holds it: JSON alone cannot tell a float from an integer, or an empty map from an empty list.</summary>
internal abstract record PhpValue
{
    private protected PhpValue()
    {
    }

    /// <summary>PHP's null.</summary>
    public static PhpValue Null { get; } = new PhpNull();

    /// <summary>A string of UTF-8 bytes.</summary>
    public static implicit operator PhpValue(string text) => new PhpString(Encoding.UTF8.GetBytes(text));

    /// <summary>An integer.</summary>
    public static implicit operator PhpValue(long number) => new PhpInteger(number);

    /// <summary>A float.</summary>
    public static implicit operator PhpValue(double number) => new PhpFloat(number);

    /// <summary>A boolean.</summary>
    public static implicit operator PhpValue(bool value) => new PhpBoolean(value);
}

/// <summary>PHP's null.</summary>
internal sealed record PhpNull : PhpValue;

/// <summary>PHP's true or false.</summary>
internal sealed record PhpBoolean : PhpValue
{
    /// <summary>Holds a value.</summary>
    public PhpBoolean(bool value)
    {
        Value = value;
    }

    /// <summary>The value.</summary>
    public bool Value { get; init; }
}

/// <summary>PHP's integer of 64 bits.</summary>
internal sealed record PhpInteger : PhpValue
{
    /// <summary>Holds a value.</summary>
    public PhpInteger(long value)
    {
        Value = value;
    }

    /// <summary>The value.</summary>
    public long Value { get; init; }
}

/// <summary>PHP's float: an IEEE 754 double.</summary>
internal sealed record PhpFloat : PhpValue
{
    /// <summary>Holds a value.</summary>
    public PhpFloat(double value)
    {
        Value = value;
    }

    /// <summary>The value; <c>json_encode</c> refuses infinities and NaN.</summary>
    public double Value { get; init; }
}

/// <summary>PHP's string: any bytes.</summary>
internal sealed record PhpString : PhpValue
{
    /// <summary>Holds a value.</summary>
    public PhpString(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
    }

    /// <summary>The bytes; <c>json_encode</c> refuses what is not UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Whether both have the same bytes.</summary>
    public bool Equals(PhpString? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes read as UTF-8.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
