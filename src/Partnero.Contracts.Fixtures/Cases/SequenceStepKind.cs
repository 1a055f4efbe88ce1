namespace Partnero.Contracts.Testing.Cases;

/// <summary>Why a delivery of a sequence comes.</summary>
internal enum SequenceStepKind
{
    /// <summary>A new event.</summary>
    New,

    /// <summary>A new event that comes after one that happened later.</summary>
    Late,

    /// <summary>The same bytes as an earlier delivery.</summary>
    Duplicate,

    /// <summary>The same bytes as an earlier delivery, at one of the times of the sender's retries after it; at once, where that has passed.</summary>
    Retry,

    /// <summary>A delivery that the sender did not sign.</summary>
    Forged,
}
