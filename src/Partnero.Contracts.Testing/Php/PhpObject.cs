using System.Text;

namespace Partnero.Contracts.Testing.Php;

/// <summary>PHP's stdClass: properties in order. Its JSON is always an object.</summary>
/// <param name="Properties">The names, as bytes, and the values.</param>
public sealed record PhpObject(IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, PhpValue>> Properties) : PhpValue
{
    /// <summary>An object without properties, written <c>{}</c>.</summary>
    public static PhpObject Empty { get; } = new([]);

    /// <summary>An object with these properties.</summary>
    public static PhpObject Of(params IEnumerable<(string Name, PhpValue Value)> properties) =>
        new([.. properties.Select(property => KeyValuePair.Create<ReadOnlyMemory<byte>, PhpValue>(Encoding.UTF8.GetBytes(property.Name), property.Value))]);
}
