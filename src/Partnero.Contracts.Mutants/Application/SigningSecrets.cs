namespace Partnero.Contracts.Mutants.Application;

/// <summary>The signing secrets that hold, of all replicas of a mutant.</summary>
internal sealed class SigningSecrets(string first)
{
    private volatile IReadOnlyList<string> _all = [first];

    /// <summary>Those that hold now.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>What becomes of those that are set, by those that held before: they take their place, unless a mutant has it otherwise.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>> Change { get; set; } = (_, now) => now;

    /// <summary>Sets those that hold from now on.</summary>
    public void Set(IReadOnlyList<string> secrets) => _all = Change(_all, secrets);
}
