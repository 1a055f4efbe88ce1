using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.TestSupport;

/// <summary>Broken consumers of one kind stand for each other where all of them would take too long.</summary>
internal static class MutantKinds
{
    /// <summary>Clauses that find out what others build on, and two of those that build on it.</summary>
    private static readonly string[] Common = ["BODY-01", "STATUS-01", "EFFECT-01", "SIG-01", "IDEM-01"];

    /// <summary>The first of each kind, by the group of the clause that it is meant for; and those that are meant for none. All, where every test is wanted.</summary>
    public static IEnumerable<Mutant> Representatives(IEnumerable<Mutant> mutants) => EveryTest.IsWanted ? mutants : mutants.DistinctBy(Kind);

    /// <summary>What a consumer breaks, and the common clauses.</summary>
    public static IReadOnlyList<WebhookClause> ClausesOf(Mutant mutant) =>
        [.. PartneroContract.Clauses.Where(clause => Common.Contains(clause.Id) || mutant.Breaks.Contains(clause.Id))];

    private static string Kind(Mutant mutant) => mutant.MeantFor?.Split('-')[0] ?? mutant.Name;
}
