namespace Partnero.Contracts.Testing.Generation;

/// <summary>How values are drawn within what their schema allows.</summary>
/// <param name="Profile">What texts and numbers are like.</param>
/// <param name="Optional">Which of the fields that may be absent are there.</param>
/// <param name="Most">Up to which standing the branches of unions are used.</param>
internal readonly record struct DrawStyle(FixtureProfile Profile, OptionalFields Optional, Evidence Most)
{
    /// <summary>Whether every field has its usual shape: a clause about something else is not to fail for an unusual one.</summary>
    public bool IsUsual => Optional != OptionalFields.Some;

    public bool IsAdversarial => Profile == FixtureProfile.Adversarial;
}

/// <summary>Which of the fields that may be absent are there, and in which of their shapes.</summary>
internal enum OptionalFields
{
    /// <summary>All, each in its usual shape.</summary>
    All,

    /// <summary>Some, in any shape.</summary>
    Some,

    /// <summary>None; those that are required are in their usual shape.</summary>
    None,
}
