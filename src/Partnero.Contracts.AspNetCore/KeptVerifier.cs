namespace Partnero.Contracts.AspNetCore;

/// <summary>The verifier of the secrets that were in force for the last delivery: they seldom change from one to the next.</summary>
internal sealed class KeptVerifier
{
    private volatile SignatureVerifier? _last;

    /// <summary>The verifier of some secrets.</summary>
    public SignatureVerifier Of(IList<string> secrets)
    {
        if (_last is { } last && last.IsOf(secrets))
            return last;
        return _last = new SignatureVerifier(secrets);
    }
}
