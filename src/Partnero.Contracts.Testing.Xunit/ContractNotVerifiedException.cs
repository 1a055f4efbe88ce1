namespace Partnero.Contracts.Testing.Xunit;

/// <summary>A case of the contract verified nothing.</summary>
public sealed class ContractNotVerifiedException : Exception
{
    internal ContractNotVerifiedException(string message)
        : base(message)
    {
    }
}
