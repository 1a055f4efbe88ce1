using Partnero.Contracts.Testing;

namespace Partnero.Contracts.FourWays.Tests.Ways;

/// <summary>What one way found of a consumer.</summary>
/// <param name="Outcomes">The outcome of each clause, by its id.</param>
/// <param name="Verdict">The verdict; null for a way that has none.</param>
/// <param name="IsGreen">Whether whoever looks at its result alone, such as a build, takes the consumer for sound.</param>
/// <param name="Said">What it said, to be shown where the ways differ.</param>
internal sealed record Findings(IReadOnlyDictionary<string, ClauseOutcome> Outcomes, FoundVerdict? Verdict, bool IsGreen, string Said)
{
    /// <summary>The outcomes, a line for each clause in the order of the contract.</summary>
    public string Lines => string.Join('\n', PartneroContract.Clauses.Where(clause => Outcomes.ContainsKey(clause.Id)).Select(clause => $"{clause.Id} {Outcomes[clause.Id]}"));
}

/// <summary>What a way says of the whole contract.</summary>
internal enum FoundVerdict
{
    Kept,
    Broken,
    Undecided,
}
