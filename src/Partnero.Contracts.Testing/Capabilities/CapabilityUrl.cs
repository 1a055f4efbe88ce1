namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>The URL at which a consumer in any language gives a capability.</summary>
/// <param name="Word">What messages call it: <c>effects</c> for the effects URL.</param>
/// <param name="Help">What the tool's help says of the option, as sentences.</param>
/// <param name="Places">What it must hold, each with its braces.</param>
internal sealed record CapabilityUrl(string Word, string Help, params string[] Places)
{
    /// <summary>The name of the tool's option, without its dashes.</summary>
    public string Option => Word + "-url";

    /// <summary>The name of the tool's option for a command instead, without its dashes.</summary>
    public string CommandOption => Word + "-cmd";
}
