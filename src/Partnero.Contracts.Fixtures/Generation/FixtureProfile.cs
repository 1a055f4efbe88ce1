namespace Partnero.Contracts.Testing;

/// <summary>What drawn payloads are like, within what their schema allows.</summary>
public enum FixtureProfile
{
    /// <summary>As real programs send them: texts to 255 characters, real currencies, two or three decimals, names in many scripts.</summary>
    Realistic,

    /// <summary>As the schema allows them: the ends of every range, every class of escape, odd names, long texts. For advice and robustness.</summary>
    Adversarial,
}
