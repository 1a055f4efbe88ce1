namespace Partnero.Contracts.Schemas;

/// <summary>The ways in which schemas say what PHP or the sender makes of one thing.</summary>
internal enum SchemaIdiom
{
    /// <summary>None of those below.</summary>
    None,

    /// <summary>An object of any names, or the empty list that PHP makes of one without names.</summary>
    Map,

    /// <summary>An object whose names are described, or the empty list that PHP makes of it.</summary>
    EmptiedObject,

    /// <summary>A list, or the object that PHP makes of one with gaps.</summary>
    List,

    /// <summary>An object that names another entity, or the bare id.</summary>
    Reference,

    /// <summary>Texts that are known, or any other text.</summary>
    OpenSet,

    /// <summary>Texts that are all known.</summary>
    ClosedSet,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text or a whole number: an id, which senders write as either.</summary>
    Id,

    /// <summary>A number, or the text that databases give to PHP for one.</summary>
    NumericText,
}
