namespace Partnero.Contracts.Tool;

/// <summary>What the tool's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>The contract is kept.</summary>
    public const int Kept = 0;

    /// <summary>The contract is broken.</summary>
    public const int Broken = 1;

    /// <summary>The command is wrong, or there is nothing to talk to.</summary>
    public const int Usage = 2;
}
