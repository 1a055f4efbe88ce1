namespace Partnero.Contracts.Testing.Replay;

/// <summary>What a replay token makes again.</summary>
internal enum ReplayKind
{
    /// <summary>The deliveries of a clause.</summary>
    Clause,

    /// <summary>A valid delivery.</summary>
    Valid,

    /// <summary>A delivery with one fault.</summary>
    Faulty,

    /// <summary>A sequence of deliveries.</summary>
    Sequence,
}
