namespace Partnero.Contracts.Testing.Fixtures;

/// <summary>Which of the fields that may be absent are there, and in which of their shapes.</summary>
internal enum OptionalFields
{
    /// <summary>All, each in its usual shape: a clause about something else is not to fail for an unusual one.</summary>
    All,

    /// <summary>Some, in any shape that the sender is known to use.</summary>
    Some,

    /// <summary>None; those that are required are in their usual shape.</summary>
    None,
}
