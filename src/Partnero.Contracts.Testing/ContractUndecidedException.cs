namespace Partnero.Contracts.Testing;

/// <summary>
/// Nothing can be said of a consumer, so its contract is not kept: nothing answers at its address, a probe fails, it has seen a replay's
/// deliveries before, or a clause that others build on could not be exercised. The message says which, and what to do. A test that meets this fails.
/// </summary>
internal class ContractUndecidedException : ContractException
{
    internal ContractUndecidedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
