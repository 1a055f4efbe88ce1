using System.Text;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing.Model;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>Which clause is there to find which defect, and which do. What is published of it is written from it, where <c>PARTNERO_ACCEPT_SNAPSHOTS=1</c> is set.</summary>
internal static class KillMatrix
{
    private const string Page = "docs/kill-matrix.md";
    private const string Begin = "<!-- begin: written by KillMatrix -->\n";
    private const string End = "<!-- end -->\n";

    /// <summary>
    /// Histories, hundreds of deliveries, and what meets a defect by chance, so that nothing is held against a consumer that it finds there:
    /// they take as long as all others together, and are for those defects that they are said to find.
    /// </summary>
    private static readonly string[] Long = ["STATUS-04", "IDEM-12", .. NearerCauses.Drawn];

    /// <summary>The kinds whose faults the most clauses of other kinds could see.</summary>
    private static readonly string[] Seen = ["SIG", "BODY", "IDEM", "RETRY", "STATE"];

    private static readonly Lazy<IReadOnlyCollection<string>> Representatives = new(() =>
        [.. MutantKinds.Representatives(Mutant.Defective).Where(mutant => EveryTest.IsWanted || Seen.Contains(mutant.MeantFor?.Split('-')[0])).Select(mutant => mutant.Name)]);

    /// <summary>
    /// What a consumer is checked for. A sound one: everything. A broken one of each of some kinds: that it breaks nothing but its clauses. The other broken
    /// ones: that their clauses find them.
    /// </summary>
    public static IReadOnlyList<WebhookClause> ClausesOf(Mutant mutant) => mutant.Breaks.Count > 0 && !Representatives.Value.Contains(mutant.Name)
        ? MutantKinds.ClausesOf(mutant)
        : [.. PartneroContract.Clauses.Where(clause => mutant.Breaks.Count == 0 || mutant.Breaks.Contains(clause.Id) || !Long.Contains(clause.Id))];

    /// <summary>What is wrong with what was found of a defective consumer; null where it broke its clauses, and no others.</summary>
    public static string? FindWrong(Mutant mutant, ContractReport report)
    {
        var broken = report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised).ToList();
        // What was drawn finds the defects of others too, by chance.
        var ids = broken.Select(clause => clause.Clause.Id).Where(id => mutant.Breaks.Contains(id) || !(NearerCauses.Drawn.Contains(id) && mutant.Breaks.Any()));
        return mutant.Breaks.Order().SequenceEqual(ids.Order()) && broken.TrueForAll(clause => clause.Reproduction is not null || clause.Reason is not null) ? null
            : $"{mutant.Name} is to break {string.Join(", ", mutant.Breaks)}; seed {report.Seed} broke {string.Join("\n", broken.Select(clause => $"{clause.Clause.Id}: {clause.Reason}"))}"
                + string.Concat(report.Clauses.Except(broken).Where(clause => mutant.Breaks.Contains(clause.Clause.Id)).Select(clause => $"\nand {clause.Clause.Id} {clause.Outcome}: {clause.Reason}"));
    }

    public static void AssertPage()
    {
        var path = Path.Combine(Repository.Root, Page);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var written = Write();
        if (Environment.GetEnvironmentVariable("PARTNERO_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, text[..start] + written + text[end..]);
        else
            Assert.Equal(written, text[start..end]);
    }

    private static string Write()
    {
        var text = new StringBuilder()
            .Append("\n## Broken consumers\n\n| consumer | it … | meant for | breaks | by chance |\n|---|---|---|---|---|\n");
        foreach (var mutant in Mutant.Defective)
            text.Append($"| `{mutant.Name}` | {Cell(mutant.Description)} | {mutant.MeantFor ?? "–"} | {string.Join(", ", mutant.Breaks)} | {Cell(mutant.Chance ?? "–")} |\n");
        text.Append("\n## Sound consumers\n\n| consumer | it … |\n|---|---|\n");
        foreach (var mutant in Mutant.Unusual.Prepend(Mutant.Sound))
            text.Append($"| `{mutant.Name}` | {Cell(mutant.Description)} |\n");
        return text.Append('\n').ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
