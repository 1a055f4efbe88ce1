namespace Partnero.Contracts.Testing.Model;

/// <summary>What must be so before a clause can be judged.</summary>
internal enum ClauseBasis
{
    /// <summary>Nothing: the clause finds out what others build on.</summary>
    Nothing,

    /// <summary>That the consumer accepts a valid delivery.</summary>
    Acceptance,

    /// <summary>That an accepted delivery has an effect.</summary>
    Effects,
}
