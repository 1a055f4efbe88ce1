namespace Partnero.Contracts.Testing.Received;

/// <summary>What the generated reader makes of a value.</summary>
internal enum ReadableKind
{
    Any,
    Text,
    Id,
    Decimal,
    Integer,
    Boolean,
    Timestamp,
    Map,
    List,
    Object,
    OpenValue,
}

/// <summary>How the generated reader reads a value.</summary>
/// <param name="Kind">What it makes of it.</param>
/// <param name="Item">Of a map or list: how its values are read.</param>
/// <param name="Object">Of an object: its properties.</param>
/// <param name="IsNullable">Whether the schema allows null.</param>
/// <param name="IsStrict">Whether its role forbids that it is left out where it has another type.</param>
/// <param name="OrEmptyList">Of an object: whether an empty list stands for none.</param>
internal sealed record ReadableValue(
    ReadableKind Kind, ReadableValue? Item = null, ReadableObject? Object = null, bool IsNullable = false, bool IsStrict = false, bool OrEmptyList = false)
{
    /// <summary>The texts that the schema lists: known values, and examples of a code.</summary>
    public IReadOnlyCollection<string> Listed { get; init; } = [];

    public static ReadableValue Any { get; } = new(ReadableKind.Any, IsNullable: true);
}

/// <summary>How an object with described properties is read. It may hold itself.</summary>
internal sealed class ReadableObject
{
    public List<ReadableProperty> Properties { get; } = [];

    /// <summary>The property that a bare value may stand for, and whether that is a text or an id; null where none may.</summary>
    public (string Name, ReadableKind Kind)? BareId { get; init; }

    /// <summary>How a property is read; null where none is described by this name.</summary>
    public ReadableValue? Find(string name) => Properties.Find(property => property.Name == name)?.Value;
}

/// <summary>A property that a schema describes.</summary>
internal sealed record ReadableProperty(string Name, ReadableValue Value, bool IsRequired);

/// <summary>How the payload of an event is read.</summary>
/// <param name="Data">The payload.</param>
/// <param name="Required">Properties that this event requires beyond what the type of its payload does.</param>
internal sealed record ReadableEvent(ReadableValue Data, IReadOnlyList<string> Required);
