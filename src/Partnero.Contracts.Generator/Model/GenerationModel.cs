namespace Partnero.Contracts.Generator.Model;

// Every model is immutable and equal by value, and holds no place in a file:
// a schema that only moved generates nothing again.

/// <summary>How the code is to be written.</summary>
internal sealed record GenerationOptions(string Namespace, string Visibility);

/// <summary>All that is generated, in the order of the names.</summary>
internal sealed record GenerationModel(EquatableArray<EventModel> Events, EquatableArray<ObjectModel> Objects, EquatableArray<OpenValueModel> OpenValues);

/// <summary>One event.</summary>
/// <param name="Name">The name that the sender uses, such as partner.created.</param>
/// <param name="TypeName">The name of its record.</param>
/// <param name="Description">What the schema says of it.</param>
/// <param name="Data">The type of the payload.</param>
/// <param name="Required">Properties of the payload that this event requires beyond what their type does.</param>
internal sealed record EventModel(string Name, string TypeName, string Description, ValueModel Data, EquatableArray<RequiredProperty> Required);

internal sealed record RequiredProperty(string JsonName, string ClrName);

/// <summary>An object with described properties: a record.</summary>
/// <param name="BareId">What a bare value stands for, where the schema allows one in place of the object.</param>
/// <param name="IsOpen">Whether properties that are not described are kept.</param>
internal sealed record ObjectModel(string Name, string Description, EquatableArray<PropertyModel> Properties, BareIdModel? BareId, bool IsOpen);

/// <summary>A bare value in place of an object that needs one property alone.</summary>
/// <param name="ClrName">The property that it stands for.</param>
/// <param name="Value">What it may be: a text, or an id.</param>
internal sealed record BareIdModel(string ClrName, ValueModel Value);

/// <summary>A described property.</summary>
/// <param name="IsGuarded">Of a strict one: whether a part of it that is not strict may be missing or have another type, which makes the payload unreadable then.</param>
internal sealed record PropertyModel(string JsonName, string ClrName, string Description, string Limits, ValueModel Value, bool IsRequired, bool IsGuarded = false);

/// <summary>A set of strings that may grow: a record struct with its known values.</summary>
internal sealed record OpenValueModel(string Name, string Description, EquatableArray<KnownValue> Values);

internal sealed record KnownValue(string ClrName, string Text);

internal enum ValueKind
{
    Any,
    Text,

    /// <summary>A text or a whole number, kept as its text.</summary>
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

/// <summary>The type of a value.</summary>
/// <param name="TypeName">For an object or open value, the name of its type.</param>
/// <param name="Item">For a map or list, the type of its values.</param>
/// <param name="IsNullable">Whether the schema allows null.</param>
/// <param name="OrEmptyList">Of an object: whether an empty list stands for none, as PHP writes an empty one; it is read as null.</param>
/// <param name="IsStrict">Whether its role forbids that it is left out where it has another type.</param>
internal sealed record ValueModel(ValueKind Kind, string? TypeName = null, ValueModel? Item = null, bool IsNullable = false, bool IsStrict = false, bool OrEmptyList = false);
