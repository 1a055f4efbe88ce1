namespace Partnero.Contracts.Testing.Model;

/// <summary>The kinds of verdict.</summary>
internal enum VerdictKind
{
    /// <summary>Clauses were exercised, and the consumer broke none that it must keep.</summary>
    Kept,

    /// <summary>The consumer broke a clause that it must keep.</summary>
    Broken,

    /// <summary>Not enough was exercised to say either. It does not count as kept.</summary>
    Undecided,
}
