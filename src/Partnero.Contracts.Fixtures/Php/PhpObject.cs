using System.Collections;

namespace Partnero.Contracts.Testing.Php;

/// <summary>PHP's stdClass: properties in order. Its JSON is always an object, also when it is empty.</summary>
/// <remarks>Immutable. A property whose name begins with NUL is private, as PHP marks it, and is not written.</remarks>
internal sealed record PhpObject : PhpValue, IReadOnlyList<KeyValuePair<PhpKey, PhpValue>>
{
    private readonly KeyValuePair<PhpKey, PhpValue>[] _properties;

    /// <summary>Creates an object; a later property of the same name replaces the value of the earlier one.</summary>
    public PhpObject(IEnumerable<KeyValuePair<PhpKey, PhpValue>> properties) => _properties = PhpEntries.Collect(properties);

    private PhpObject(KeyValuePair<PhpKey, PhpValue>[] distinct) => _properties = distinct;

    /// <summary>An object without properties, written <c>{}</c>.</summary>
    public static PhpObject Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _properties.Length;

    internal ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> Entries => _properties;

    /// <inheritdoc/>
    public KeyValuePair<PhpKey, PhpValue> this[int index] => _properties[index];

    /// <summary>The value of a property; null if absent.</summary>
    public PhpValue? this[string name] => PhpEntries.IndexOf(_properties, PhpKey.Of(name)) is var at and >= 0 ? _properties[at].Value : null;

    /// <summary>An object with these properties.</summary>
    public static PhpObject Of(params IEnumerable<(string Name, PhpValue Value)> properties) =>
        new(properties.Select(property => KeyValuePair.Create(PhpKey.Of(property.Name), property.Value)));

    /// <inheritdoc/>
    public bool Equals(PhpObject? other) => other is not null && _properties.AsSpan().SequenceEqual(other._properties);

    /// <inheritdoc/>
    public override int GetHashCode() => PhpEntries.Hash(_properties);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<PhpKey, PhpValue>> GetEnumerator() => _properties.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    /// <summary>An object of properties whose names are known to be distinct; the array becomes its own.</summary>
    internal static PhpObject OfDistinct(KeyValuePair<PhpKey, PhpValue>[] properties) => new(properties);
}
