using Microsoft.Extensions.Logging;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>Whatever comes of a check is an outcome.</summary>
public sealed class ClauseCheckerTests
{
    private const string Created = "partner.created";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ConsumerHistory _history = new();
    private Func<Received, int> _answer = _ => 200;
    private IReadOnlyList<Received> _sent = [];

    [Fact]
    public async Task A_kept_clause_passes_without_a_word()
    {
        var report = await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Kept));

        Assert.Equal((ClauseOutcome.Passed, null, null, null, null, false), (report.Outcome, report.Reason, report.Reproduction, report.Replay, report.Log, report.IsBlocked));
        Assert.Null(_history.CutShort);
        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData(false, ClauseOutcome.Failed)]
    [InlineData(true, ClauseOutcome.Advised)]
    public async Task A_broken_clause_fails_or_advises_and_shows_how_to_see_it_again(bool isAdvice, ClauseOutcome outcome)
    {
        var delivery = Bench.Delivery();

        var report = await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken(delivery, "a 2xx", "400")), isAdvice: isAdvice);

        Assert.Equal((outcome, "Expected a 2xx, and saw 400."), (report.Outcome, report.Reason));
        Assert.Equal(("a 2xx", "400"), (report.Reproduction!.Expected, report.Reproduction.Actual));
        Assert.Equal("TEST-01", ReplayToken.Parse(report.Replay!).Clause);
        Assert.Equal(9UL, ReplayToken.Parse(report.Replay!).Seed);
        Assert.Single(_sent);
        Assert.Null(_history.CutShort);
    }

    [Fact]
    public async Task A_broken_clause_of_which_no_delivery_shows_it_has_no_reproduction()
    {
        var report = await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")));

        Assert.Equal((ClauseOutcome.Failed, "It is slow.", null), (report.Outcome, report.Reason, report.Reproduction));
    }

    [Fact]
    public async Task A_clause_that_the_consumer_cannot_be_checked_for_is_not_exercised()
    {
        var report = await CheckAsync((_, _) => Task.FromResult(ClauseFinding.NotExercised("There is no clock.")));

        Assert.Equal((ClauseOutcome.NotExercised, "There is no clock.", false, null), (report.Outcome, report.Reason, report.IsBlocked, report.Replay));
    }

    [Fact]
    public async Task A_clause_without_what_it_needs_is_not_checked()
    {
        var report = await CheckAsync((_, _) => throw new InvalidOperationException("It was checked."), needs: [Capability.Clock]);

        Assert.Equal((ClauseOutcome.NotExercised, false), (report.Outcome, report.IsBlocked));
    }

    [Fact]
    public async Task A_waived_clause_is_not_checked_and_shows_its_reason()
    {
        var report = await CheckAsync((_, _) => throw new InvalidOperationException("It was checked."), waived: "behind a gateway");

        Assert.Equal((ClauseOutcome.Waived, "behind a gateway"), (report.Outcome, report.Reason));
    }

    [Fact]
    public async Task A_broken_clause_after_which_the_consumer_takes_nothing_cuts_the_run_short()
    {
        _answer = _ => 400;

        var report = await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")));

        Assert.Equal(ClauseOutcome.Failed, report.Outcome);
        Assert.StartsWith("Since TEST-01, nothing more can be found out. Expected a 2xx", _history.CutShort, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_what_the_first_deliveries_broke_nothing_is_sent()
    {
        await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")), buildsOn: ClauseBasis.Nothing);

        Assert.Empty(_sent);
    }

    [Fact]
    public async Task An_exception_that_nobody_expected_blocks_the_clause_and_no_other()
    {
        var report = await CheckAsync((_, _) => throw new InvalidOperationException("A bug."));

        Assert.Equal((ClauseOutcome.NotExercised, true, null), (report.Outcome, report.IsBlocked, _history.CutShort));
        Assert.Contains("InvalidOperationException: A bug.", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_looked_at_blocks_the_clause_and_cuts_the_run_short()
    {
        Exception[] ends = [new EffectsUnknownException(Created, "1", new TimeoutException("locked")), new ProbeException("locked"), ConsumerUnreachableException.NoHttp(ScriptedHandler.Address, "locked")];
        foreach (var end in ends)
        {
            _history.CutShort = null;

            var report = await CheckAsync((_, _) => throw end);

            Assert.Equal((ClauseOutcome.NotExercised, true, end.Message), (report.Outcome, report.IsBlocked, report.Reason));
            Assert.Equal($"Since TEST-01, nothing more can be found out. {end.Message}", _history.CutShort);
        }
    }

    [Fact]
    public async Task What_stops_a_run_is_no_outcome()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => CheckAsync((_, _) => throw new OperationCanceledException()));
        await Assert.ThrowsAsync<AlreadyAppliedException>(() => CheckAsync((_, _) => throw new AlreadyAppliedException(Created, "1")));
        await Assert.ThrowsAsync<SchemaException>(() => CheckAsync((_, _) => throw new SchemaException("x.json", "is odd")));
    }

    [Fact]
    public async Task A_check_that_ended_is_judged_by_what_it_found_until_then()
    {
        var report = await CheckAsync((_, _) => throw ClauseEndedException.Failing(ClauseFinding.Broken("It fails for everything.")));

        Assert.Equal((ClauseOutcome.Failed, "It fails for everything."), (report.Outcome, report.Reason));
        Assert.Equal("Since TEST-01, nothing more can be found out. It fails for everything.", _history.CutShort);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task A_check_that_ended_without_the_consumer_leaves_the_others_to_be_checked()
    {
        await CheckAsync((_, _) => throw ClauseEndedException.Unable("There is no clock."));

        Assert.Null(_history.CutShort);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(ScriptedHandler.Never, "Since TEST-01, nothing more can be found out. The consumer no longer answers")]
    public async Task A_consumer_that_was_silent_is_asked_again_before_it_is_given_up(int status, string? cutShort)
    {
        _answer = _ => status;

        var report = await CheckAsync((_, _) => throw ClauseEndedException.Silent(Bench.Delivery(), new DeliveryAnswer(null, Bench.Moment, "no answer within 5 s")));

        Assert.Equal(ClauseOutcome.Failed, report.Outcome);
        Assert.Equal(cutShort is null, _history.CutShort is null);
        Assert.StartsWith(cutShort ?? "", _history.CutShort ?? "", StringComparison.Ordinal);
        Assert.NotEmpty(_sent);
    }

    [Theory]
    [InlineData("abcdefgh", "Expected ***, and saw xy***z.", "xy***z")]
    [InlineData("abcdefg", "Expected abcdefgh, and saw xyabcdefghz.", "xyabcdefghz")]
    public async Task A_secret_is_in_no_report_unless_it_is_too_short_to_be_told_from_words(string secret, string reason, string actual)
    {
        var report = await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken(Bench.Delivery(), "abcdefgh", "xyabcdefghz")), secret: secret);

        Assert.Equal((reason, actual), (report.Reason, report.Reproduction!.Actual));
    }

    [Fact]
    public async Task What_the_consumer_logged_is_shown_with_a_clause_that_it_breaks()
    {
        using var log = new ApplicationLog();
        var logger = log.CreateLogger("test");
#pragma warning disable CA1848, CA2254
        logger.LogError("from before");
        Func<ClauseRun, CancellationToken, Task<ClauseFinding>> Logging(ClauseFinding finding) => (_, _) =>
        {
            logger.LogError("meanwhile " + ScriptedHandler.Secret);
            return Task.FromResult(finding);
        };
#pragma warning restore CA1848, CA2254

        var broken = await CheckAsync(Logging(ClauseFinding.Broken("It is slow.")), log: log);
        var kept = await CheckAsync(Logging(ClauseFinding.Kept), log: log);
        var first = await CheckAsync(Logging(ClauseFinding.Broken("It is slow.")), log: log, buildsOn: ClauseBasis.Nothing);

        Assert.Contains("meanwhile ***", broken.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("from before", broken.Log, StringComparison.Ordinal);
        Assert.Null(kept.Log);
        Assert.Equal("of the first deliveries", first.Log);
    }

    [Theory]
    [InlineData("kept", false)]
    [InlineData("not exercised", false)]
    [InlineData("advice", false)]
    [InlineData("broken", true)]
    [InlineData("blocked", true)]
    public async Task A_consumer_is_known_to_fail_once_a_clause_failed_or_was_blocked_and_stays_so(string what, bool isKnownToFail)
    {
        await CheckAsync(
            (_, _) => Task.FromResult(what switch
            {
                "kept" => ClauseFinding.Kept,
                "not exercised" => ClauseFinding.NotExercised("There is no clock."),
                "blocked" => ClauseFinding.Blocked("It is locked."),
                _ => ClauseFinding.Broken("It is slow."),
            }),
            isAdvice: what == "advice");

        Assert.Equal(isKnownToFail, _history.IsKnownToFail);
        await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Kept));
        Assert.Equal(isKnownToFail, _history.IsKnownToFail);
        await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")));
        Assert.True(_history.IsKnownToFail);
    }

    [Fact]
    public async Task What_a_finding_says_of_the_fix_comes_before_what_its_clause_says()
    {
        Assert.Equal("", (await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")))).Remedy);
        Assert.Equal("Be quick.", (await CheckAsync((_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.") with { Remedy = "Be quick." }))).Remedy);
    }

    private async Task<ClauseReport> CheckAsync(
        Func<ClauseRun, CancellationToken, Task<ClauseFinding>> check,
        bool isAdvice = false,
        IReadOnlyList<Capability>? needs = null,
        ClauseBasis? buildsOn = null,
        string? waived = null,
        string secret = ScriptedHandler.Secret,
        ApplicationLog? log = null)
    {
        using var handler = new ScriptedHandler(_answer);
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, secret)
        {
            Waived = waived is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["TEST-01"] = waived },
            AnswerTimeout = Bench.Hurry,
            RetryLimits = Bench.ShortLimits,
            Log = log,
        };
        using var session = new ConsumerSession(consumer, _history);
        var clause = Bench.Clause(check: check, isAdvice: isAdvice, needs: needs, buildsOn: buildsOn);
        var baseline = Bench.Baseline(consumer, [Created]) with { Log = "of the first deliveries" };
        try
        {
            return await new ClauseChecker(consumer).CheckAsync(clause, session.Run(baseline, baseline.Identity with { Seed = 9 }, clause.Id), Cancellation);
        }
        finally
        {
            _sent = handler.All;
        }
    }
}
