namespace Partnero.Contracts.Testing;

/// <summary>How much a clause weighs.</summary>
public enum ClauseLevel
{
    /// <summary>Breaking it loses, doubles, forges or refuses an event that the sender may really send.</summary>
    Must,

    /// <summary>Advice, also where the sender's documentation is silent: reported, and no failure.</summary>
    Should,
}
