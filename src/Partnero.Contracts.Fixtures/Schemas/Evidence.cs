namespace Partnero.Contracts.Testing.Schemas;

/// <summary>How sure it is that the sender sends something.</summary>
internal enum Evidence
{
    /// <summary>Known of the sender, or of PHP: a consumer must take it.</summary>
    Known,

    /// <summary>Not ruled out: a consumer does well to take it.</summary>
    Advice,

    /// <summary>Not known of the sender at all; sent only where it is asked for.</summary>
    OptIn,
}
