namespace Partnero.Contracts.Testing.Xunit;

/// <summary>A case of the contract verified nothing.</summary>
internal sealed class ContractNotVerifiedException : ContractUndecidedException
{
    internal ContractNotVerifiedException(string message)
        : base(message)
    {
    }
}
