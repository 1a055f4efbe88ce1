namespace Partnero.Contracts.Testing;

/// <summary>Nothing can be said of a consumer, so its contract is not kept: a test that meets this fails.</summary>
public sealed class ContractUndecidedException : Exception
{
    internal ContractUndecidedException(ClauseReport report)
        : base($"{report.Clause.Id} could not be exercised, so the contract is undecided: {report.Reason}")
    {
    }

    internal ContractUndecidedException(ContractVerdict verdict)
        : base($"The contract is undecided: {verdict.Reason}")
    {
    }
}
