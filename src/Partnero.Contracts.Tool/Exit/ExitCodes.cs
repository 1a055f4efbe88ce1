using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Model;

namespace Partnero.Contracts.Tool.Exit;

/// <summary>What the tool's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>The contract is kept.</summary>
    public const int Kept = 0;

    /// <summary>The contract is broken.</summary>
    public const int Broken = 1;

    /// <summary>The command is wrong, there is nothing to talk to, or too little was exercised to say anything.</summary>
    public const int Usage = 2;

    /// <summary>The exit code of a verdict.</summary>
    public static int Of(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Kept => Kept,
        VerdictKind.Broken => Broken,
        _ => Usage,
    };
}
