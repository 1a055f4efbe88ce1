using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class ClauseTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void A_clause_builds_on_effects_where_it_needs_them_and_on_acceptance_elsewhere()
    {
        Assert.Equal(ClauseBasis.Effects, Bench.Clause(needs: [Capability.Effects, Capability.Clock]).BuildsOn);
        Assert.Equal(ClauseBasis.Acceptance, Bench.Clause(needs: [Capability.Clock]).BuildsOn);
        Assert.Equal(ClauseBasis.Nothing, Bench.Clause(needs: [Capability.Effects], buildsOn: ClauseBasis.Nothing).BuildsOn);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, typeof(ClauseBrokenException))]
    public async Task Verifying_throws_where_a_clause_fails_and_not_where_it_passes_or_advises(bool isAdvice, Type? thrown)
    {
        var finding = thrown is null && !isAdvice ? ClauseFinding.Kept : ClauseFinding.Broken("It is slow.");

        await VerifyAsync(Bench.Clause(isAdvice: isAdvice, check: (_, _) => Task.FromResult(finding)), thrown);
    }

    [Fact]
    public async Task Verifying_throws_what_may_be_skipped_where_the_consumer_lacks_something_or_is_excused()
    {
        await VerifyAsync(Bench.Clause(check: (_, _) => Task.FromResult(ClauseFinding.NotExercised("No clock."))), typeof(ClauseNotExercisedException));
        await VerifyAsync(Bench.Clause("WAIVED"), typeof(ClauseNotExercisedException));
    }

    [Fact]
    public async Task Verifying_throws_what_may_not_be_skipped_where_the_consumer_kept_it_from_being_exercised()
    {
        await VerifyAsync(Bench.Clause(check: (_, _) => Task.FromResult(ClauseFinding.Blocked("The switch is stuck."))), typeof(ContractUndecidedException));
    }

    [Fact]
    public async Task A_clause_without_a_check_is_never_passed()
    {
        await VerifyAsync(new WebhookClause { Id = "T-1", Title = "", Why = "", Source = "", Remedy = "" }, typeof(ContractUndecidedException));
    }

    [Fact]
    public async Task A_listener_hears_the_report_before_anything_is_thrown_and_the_clause_keeps_it()
    {
        ClauseReport? heard = null;
        var original = Bench.Clause(check: (_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")));
        var clause = original.ReportingTo(report => heard = report);
        Assert.False(clause.WasVerified);

        await Assert.ThrowsAsync<ClauseBrokenException>(() => clause.VerifyAsync(Consumer(new ScriptedHandler(_ => 200)), Cancellation));

        Assert.Equal("It is slow.", heard!.Reason);
        Assert.Same(heard, clause.Report);
        Assert.True(clause.WasVerified);
        Assert.False(original.WasVerified);
        var afresh = clause.Afresh();
        Assert.Equal((false, null), (afresh.WasVerified, afresh.Report));
    }

    [Fact]
    public async Task The_clause_that_stands_for_the_verdict_sends_nothing()
    {
        var handler = new ScriptedHandler(_ => 200);
        var clause = WebhookClause.Verdict();

        await clause.VerifyAsync(Consumer(handler), Cancellation);

        Assert.Equal((true, true, null), (clause.IsVerdict, clause.WasVerified, clause.Report));
        Assert.Empty(handler.All);
        Assert.False(Bench.Clause().IsVerdict);
    }

    [Theory]
    [InlineData("SIG-01", "SIG-01")]
    [InlineData("sig-01", "SIG-01")]
    [InlineData("SIG-01 refuses a delivery without a signature", "SIG-01")]
    [InlineData("VERDICT enough was exercised", "VERDICT")]
    public void A_clause_is_found_by_its_id_and_what_follows_is_not_looked_at(string text, string id)
    {
        Assert.Equal(id, WebhookClause.Parse(text).Id);
        Assert.True(WebhookClause.TryParse(text, null, out var clause));
        Assert.Equal(id, clause.Id);
    }

    [Fact]
    public void A_clause_that_was_found_is_one_of_its_own()
    {
        Assert.NotSame(PartneroContract.Find("SIG-01"), WebhookClause.Parse("SIG-01"));
    }

    [Fact]
    public void What_is_no_clause_is_not_found()
    {
        Assert.Throws<ArgumentNullException>(() => WebhookClause.Parse(null!));
        Assert.Throws<FormatException>(() => WebhookClause.Parse("SIG-99"));
        Assert.False(WebhookClause.TryParse(null, null, out _));
        Assert.False(WebhookClause.TryParse("SIG-99", null, out var none));
        Assert.Null(none);
    }

    [Fact]
    public async Task A_clause_is_found_by_its_token_and_says_so()
    {
        var report = await new ContractRunner(Consumer(new ScriptedHandler(_ => 200))).RunAsync([PartneroContract.Find("SIG-01")], cancellationToken: Cancellation);
        var token = report.Clauses[0].Replay!;

        var clause = WebhookClause.Parse($"{token} SIG-01 whatever");

        Assert.StartsWith($"{token} SIG-01 refuses", clause.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("SIG-01 refuses", PartneroContract.Find("SIG-01").ToString(), StringComparison.Ordinal);
        Assert.Equal(clause.ToString(), ((IFormattable)clause).ToString(null, null));
    }

    [Fact]
    public void A_token_of_a_delivery_or_of_a_clause_that_there_is_no_more_finds_none()
    {
        var delivery = new ReplayToken { Kind = ReplayKind.Valid, Url = ScriptedHandler.Address.AbsoluteUri };
        var old = new ReplayToken { Kind = ReplayKind.Clause, Clause = "OLD-01", Url = ScriptedHandler.Address.AbsoluteUri };

        Assert.StartsWith("The replay token is of a delivery or a sequence", Assert.Throws<FormatException>(() => WebhookClause.Parse(delivery.ToString())).Message, StringComparison.Ordinal);
        Assert.Contains("of the clause 'OLD-01', which is not one of those", Assert.Throws<FormatException>(() => WebhookClause.Parse(old.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_clause_nothing_is_verified()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((WebhookClause)null!).VerifyAsync(Consumer(new ScriptedHandler(_ => 200)), Cancellation));
    }

    private static WebhookConsumer Consumer(ScriptedHandler handler) => new(handler, ScriptedHandler.Address, ScriptedHandler.Secret)
    {
        Handles = ["partner.created"],
        Waived = new Dictionary<string, string> { ["WAIVED"] = "behind a gateway" },
    };

    private static async Task VerifyAsync(WebhookClause clause, Type? thrown)
    {
        var exception = await Record.ExceptionAsync(() => clause.VerifyAsync(Consumer(new ScriptedHandler(_ => 200)), Cancellation));

        Assert.Equal(thrown, exception?.GetType());
        if (exception is not null)
        {
            var told = Assert.IsAssignableFrom<ContractException>(exception);
            Assert.Equal((thrown == typeof(ClauseBrokenException), thrown == typeof(ClauseNotExercisedException)), (told.IsBroken, told.MaySkip));
        }

        Assert.True(clause.WasVerified);
        Assert.NotNull(clause.Report);
    }
}
