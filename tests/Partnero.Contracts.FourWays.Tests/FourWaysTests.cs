using Partnero.Contracts.FourWays.Tests.Ways;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Partnero.Contracts.FourWays.Tests;

/// <summary>A consumer is judged the same by the runner, the xunit attribute, a loop over the clauses, and the tool's <c>check</c>.</summary>
public sealed class FourWaysTests
{
    /// <summary>They refuse everything: with another secret, with a hash of their own JSON, elsewhere, behind a login, by failing, by hanging.</summary>
    private static readonly string[] Refusing = ["wrong-secret", "reserialised-hash", "not-there", "redirect", "always-fails", "slow"];

    /// <summary>They acknowledge everything and apply nothing.</summary>
    private static readonly string[] Idle = ["never-commits", "takes-all-for-duplicates"];

    /// <summary>One that refuses, one that hangs, and one that applies nothing stand for the others.</summary>
    private static readonly string[] Representatives = ["wrong-secret", "slow", "never-commits"];

    /// <summary>The sound one, one that works after its answer, and one that puts off stand for those that are sound and not usual.</summary>
    private static readonly string[] SoundRepresentatives = ["sound", "asynchronous", "conflict-in-flight"];

    public static TheoryData<string> Hopeless() => EveryTest.IsWanted ? [.. Refusing, .. Idle] : [.. Representatives];

    /// <summary>Of those that are sound some, and of those that are not one of each kind; or all.</summary>
    public static TheoryData<string> Others() =>
    [
        .. EveryTest.IsWanted ? Mutant.Unusual.Prepend(Mutant.Sound).Select(mutant => mutant.Name) : SoundRepresentatives,
        .. MutantKinds.Representatives(Broken()).Select(mutant => mutant.Name).Except(Refusing).Except(Idle),
    ];

    [Theory]
    [MemberData(nameof(Hopeless))]
    public async Task A_consumer_that_refuses_everything_or_applies_nothing_is_red_and_the_same_in_each_clause_by_every_way(string name)
    {
        var found = await CheckAsync(Find(name), PartneroContract.Clauses);

        AssertSame(found);
        Assert.All(found, way => Assert.False(way.Findings.IsGreen, way.Name));
        Assert.All(found, way => Assert.Contains(ClauseOutcome.Failed, way.Findings.Outcomes.Values));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Any_other_consumer_is_the_same_in_what_it_breaks_and_in_the_common_clauses_by_every_way(string name)
    {
        var mutant = Find(name);

        var found = await CheckAsync(mutant, MutantKinds.ClausesOf(mutant));

        AssertSame(found);
        Assert.All(mutant.Breaks, id => Assert.True(found[0].Findings.Outcomes[id] is ClauseOutcome.Failed or ClauseOutcome.Advised, $"{id}: {found[0].Findings.Said}"));
    }

    [Fact]
    public async Task Two_consumers_that_differ_are_not_the_same()
    {
        var clauses = MutantKinds.ClausesOf(Find("no-dedupe"));
        var sound = await RunnerWay.CheckAsync(Mutant.Sound, clauses, TestContext.Current.CancellationToken);
        var broken = await LoopWay.CheckAsync(Find("no-dedupe"), clauses, TestContext.Current.CancellationToken);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSame([("runner", sound), ("loop", broken)]));
    }

    /// <summary>But for those that are found by chance: by one way they may be, and by another not.</summary>
    private static IEnumerable<Mutant> Broken() => Mutant.Defective.Where(mutant => mutant.Chance is null);

    private static Mutant Find(string name) => Mutant.Unusual.Prepend(Mutant.Sound).Concat(Broken()).Single(mutant => mutant.Name == name);

    /// <summary>By all ways at once, each with a consumer of its own.</summary>
    private static async Task<IReadOnlyList<(string Name, Findings Findings)>> CheckAsync(Mutant mutant, IReadOnlyList<WebhookClause> clauses)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var runner = RunnerWay.CheckAsync(mutant, clauses, cancellation);
        var attribute = AttributeWay.CheckAsync(mutant, clauses, cancellation);
        var loop = LoopWay.CheckAsync(mutant, clauses, cancellation);
        var check = CheckWay.CheckAsync(mutant, clauses, cancellation);
        await Task.WhenAll(runner, attribute, loop, check);
        return [("runner", await runner), ("attribute", await attribute), ("loop", await loop), ("check", await check)];
    }

    private static void AssertSame(IReadOnlyList<(string Name, Findings Findings)> found)
    {
        var first = found[0];
        foreach (var (name, findings) in found.Skip(1))
        {
            Assert.True(first.Findings.Lines == findings.Lines, $"{Differences(first, (name, findings))}\n\n{first.Name} said:\n{first.Findings.Said}\n\n{name} said:\n{findings.Said}");
            Assert.True((findings.Verdict ?? first.Findings.Verdict) == first.Findings.Verdict, $"{first.Name} has {first.Findings.Verdict}, and {name} has {findings.Verdict}:\n{findings.Said}");
            Assert.True(first.Findings.IsGreen == findings.IsGreen, $"{first.Name} is {(first.Findings.IsGreen ? "green" : "red")}, and {name} is not:\n{findings.Said}");
        }
    }

    private static string Differences((string Name, Findings Findings) one, (string Name, Findings Findings) other) => string.Join('\n', one.Findings.Outcomes.Keys.Union(other.Findings.Outcomes.Keys)
        .Select(id => (Id: id, One: Outcome(one.Findings, id), Other: Outcome(other.Findings, id)))
        .Where(clause => clause.One != clause.Other)
        .Select(clause => $"{clause.Id} is {clause.One} by {one.Name}, and {clause.Other} by {other.Name}"));

    private static string Outcome(Findings findings, string id) => findings.Outcomes.TryGetValue(id, out var outcome) ? outcome.ToString() : "missing";
}
