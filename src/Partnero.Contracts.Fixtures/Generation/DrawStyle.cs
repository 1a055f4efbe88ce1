using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>How values are drawn within what their schema allows.</summary>
/// <param name="Profile">What texts and numbers are like.</param>
/// <param name="Optional">Which of the fields that may be absent are there.</param>
/// <param name="MaxEvidence">Up to which evidence fields, and branches of unions, are used.</param>
/// <param name="Shape">In which of the sender's shapes the payload is.</param>
internal readonly record struct DrawStyle(FixtureProfile Profile, OptionalFields Optional, Evidence MaxEvidence, SourceShape Shape = SourceShape.Both)
{
    /// <summary>Whether a field or a branch has a place in the shape.</summary>
    public bool Takes(SourceShape shape) => shape == SourceShape.Both || Shape == SourceShape.Both || shape == Shape;

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
