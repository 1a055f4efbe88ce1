using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>A run is kept only where something was exercised, and nothing speaks against it.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(nameof(VerdictKind.Undecided), nameof(VerdictKind.Undecided))]
    [InlineData(nameof(VerdictKind.Kept), nameof(VerdictKind.Kept), ClauseOutcome.Passed)]
    [InlineData(nameof(VerdictKind.Kept), nameof(VerdictKind.Broken), ClauseOutcome.Advised)]
    [InlineData(nameof(VerdictKind.Kept), nameof(VerdictKind.Broken), ClauseOutcome.Passed, ClauseOutcome.Advised)]
    [InlineData(nameof(VerdictKind.Broken), nameof(VerdictKind.Broken), ClauseOutcome.Failed)]
    [InlineData(nameof(VerdictKind.Broken), nameof(VerdictKind.Broken), ClauseOutcome.Passed, ClauseOutcome.Failed, ClauseOutcome.Advised)]
    [InlineData(nameof(VerdictKind.Undecided), nameof(VerdictKind.Undecided), ClauseOutcome.NotExercised)]
    [InlineData(nameof(VerdictKind.Undecided), nameof(VerdictKind.Undecided), ClauseOutcome.Waived)]
    [InlineData(nameof(VerdictKind.Undecided), nameof(VerdictKind.Undecided), ClauseOutcome.Waived, ClauseOutcome.NotExercised)]
    [InlineData(nameof(VerdictKind.Kept), nameof(VerdictKind.Kept), ClauseOutcome.Passed, ClauseOutcome.NotExercised)]
    [InlineData(nameof(VerdictKind.Kept), nameof(VerdictKind.Kept), ClauseOutcome.Waived, ClauseOutcome.Passed)]
    public void Outcomes_come_to_a_verdict(string verdict, string strict, params ClauseOutcome[] outcomes)
    {
        var report = Of([.. outcomes.Select((outcome, i) => Bench.Report($"T-{i}", outcome))]);

        Assert.Equal((verdict, strict, verdict == nameof(VerdictKind.Kept)), (report.Verdict.Kind.ToString(), report.StrictVerdict.Kind.ToString(), report.IsKept));
        Assert.Equal(
            (verdict == nameof(VerdictKind.Kept), verdict == nameof(VerdictKind.Broken), verdict == nameof(VerdictKind.Undecided)),
            (report.Verdict.IsKept, report.Verdict.IsBroken, report.Verdict.IsUndecided));
        Assert.All(outcomes, outcome => Assert.Equal(outcomes.Count(one => one == outcome), report.Count(outcome)));
    }

    [Fact]
    public void A_doubt_about_who_answered_comes_before_what_is_broken()
    {
        var report = Of(Bench.Report("T-1", ClauseOutcome.Failed)) with { Doubt = "It is another." };

        Assert.Equal("Undecided: It is another.", report.Verdict.ToString());
        Assert.Equal(VerdictKind.Undecided, report.StrictVerdict.Kind);
    }

    [Fact]
    public void A_run_that_was_cut_short_is_undecided_whatever_passed()
    {
        var report = Of(Bench.Report("T-1", ClauseOutcome.Passed)) with { CutShort = "It is gone." };

        Assert.Equal("Undecided: The run was cut short. It is gone.", report.Verdict.ToString());
    }

    [Fact]
    public void What_is_broken_stays_broken_where_the_run_was_cut_short_after_it()
    {
        var report = Of(Bench.Report("T-1", ClauseOutcome.Failed)) with { CutShort = "It is gone." };

        Assert.Equal("Broken: T-1 is broken.", report.Verdict.ToString());
    }

    [Fact]
    public void A_clause_that_the_consumer_kept_from_being_exercised_leaves_the_run_undecided()
    {
        var report = Of(
            Bench.Report("T-1", ClauseOutcome.Passed), Bench.Report("T-2", ClauseOutcome.NotExercised, "The switch is stuck.", isBlocked: true), Bench.Report("T-3", ClauseOutcome.NotExercised, "No clock.", isBlocked: true));

        Assert.Equal("Undecided: T-2, T-3 could not be exercised: The switch is stuck.", report.Verdict.ToString());
        Assert.False(report.IsKept);
    }

    [Fact]
    public void Broken_clauses_are_named()
    {
        Assert.Equal("T-1 is broken.", Of(Bench.Report("T-1", ClauseOutcome.Failed), Bench.Report("T-2", ClauseOutcome.Advised)).Verdict.Reason);
        Assert.Equal("T-1, T-2 are broken; advice is taken for a failure.", Of(Bench.Report("T-1", ClauseOutcome.Failed), Bench.Report("T-2", ClauseOutcome.Advised)).StrictVerdict.Reason);
        Assert.Equal("T-1, T-2 are broken.", Of(Bench.Report("T-1", ClauseOutcome.Failed), Bench.Report("T-2", ClauseOutcome.Failed)).StrictVerdict.Reason);
    }

    [Fact]
    public void A_kept_contract_says_how_much_of_it_was_exercised()
    {
        var report = Of(Bench.Report("T-1", ClauseOutcome.Passed), Bench.Report("T-2", ClauseOutcome.Advised), Bench.Report("T-3", ClauseOutcome.NotExercised), Bench.Report("T-4", ClauseOutcome.Waived));

        Assert.Equal("2 of 4 clauses were exercised, and none is broken.", report.Verdict.Reason);
        Assert.Equal(["T-1", "T-2"], report.Verdict.Exercised);
    }

    [Fact]
    public void All_that_failed_was_exercised()
    {
        Assert.Equal(["T-1", "T-2"], Of(Bench.Report("T-1", ClauseOutcome.Failed), Bench.Report("T-2", ClauseOutcome.Passed)).Verdict.Exercised);
    }

    [Fact]
    public void Where_nothing_was_exercised_each_reason_is_said_once()
    {
        const string Nothing = "No clause was exercised, so nothing is known of the consumer.";
        var open = Bench.Report("T-1", ClauseOutcome.NotExercised, "No effects.");
        var waived = Bench.Report("T-2", ClauseOutcome.Waived, "behind a gateway");

        Assert.Equal(Nothing, Of().Verdict.Reason);
        Assert.Equal($"{Nothing} No effects.", Of(open, open).Verdict.Reason);
        Assert.Equal($"{Nothing} No effects. T-2 is waived.", Of(open, waived).Verdict.Reason);
        Assert.Equal($"{Nothing} T-2, T-2 are waived.", Of(waived, waived).Verdict.Reason);
    }

    [Fact]
    public void Clauses_that_were_verified_one_by_one_come_to_the_same_verdict_and_advice_breaks_nothing()
    {
        Assert.Equal(VerdictKind.Kept, ContractVerdict.Of([Bench.Report("T-1", ClauseOutcome.Advised)]).Kind);
        Assert.Equal(VerdictKind.Broken, ContractVerdict.Of([Bench.Report("T-1", ClauseOutcome.Failed)]).Kind);
        Assert.Equal(VerdictKind.Undecided, ContractVerdict.Of([]).Kind);
    }

    [Fact]
    public void What_one_of_them_doubts_or_was_cut_short_by_is_the_verdict_on_all()
    {
        var passed = Bench.Report("T-1", ClauseOutcome.Passed);

        Assert.Equal("Is it there?", ContractVerdict.Of([passed, Bench.Report("T-2", ClauseOutcome.Failed) with { Doubt = "Is it there?" }, passed]).Reason);
        Assert.Equal("The run was cut short. It ended.", ContractVerdict.Of([passed, Bench.Report("T-2", ClauseOutcome.Passed) with { CutShort = "It ended." }, passed]).Reason);
    }

    private static ContractReport Of(params ClauseReport[] clauses) => new(ScriptedHandler.Address, 1, clauses);
}
