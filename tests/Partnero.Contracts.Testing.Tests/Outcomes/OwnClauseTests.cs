using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>A clause that a consumer's developers wrote is treated as those of the contract.</summary>
public sealed class OwnClauseTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("A B")]
    [InlineData("A@B")]
    [InlineData("VERDICT")]
    [InlineData("verdict")]
    public void An_id_that_would_be_misread_is_refused(string id)
    {
        Assert.Throws<ArgumentException>(() => new WebhookClause(id, "is tested", (_, _) => Task.FromResult(ClauseFinding.Kept)));
    }

    [Fact]
    public void Its_group_is_what_stands_before_the_last_hyphen_and_it_has_a_page_only_where_it_says_so()
    {
        Assert.Equal(("A-B", null), (Clause("A-B-01").Group, Clause("A-B-01").Page));
        Assert.Equal("ALONE", Clause("ALONE").Group);
        Assert.EndsWith("/IDEM-01.md", PartneroContract.Find("IDEM-01").Page!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_framework_finds_it_again_by_its_text_in_another_process()
    {
        var clause = Assert.Single(ClauseSource.Of(typeof(Held)), one => one.Id == "HELD-02");
        var text = ((IFormattable)clause).ToString(null, null);

        var again = WebhookClause.Parse(text);

        Assert.Equal((clause.Id, clause.Title, typeof(Held)), (again.Id, again.Title, again.Home));
        Assert.Equal("HELD-02 is held in a list", clause.ToString());
        Assert.Throws<FormatException>(() => WebhookClause.Parse("HELD-02@No.Such.Type,No.Such.Assembly"));
    }

    [Fact]
    public void All_public_static_members_that_are_clauses_are_found_in_their_order()
    {
        Assert.Equal(["HELD-01", "HELD-02", "HELD-03", "HELD-04"], ClauseSource.Of(typeof(Held)).Select(clause => clause.Id));
        Assert.Empty(ClauseSource.Of(typeof(OwnClauseTests)));
    }

    [Fact]
    public async Task Two_of_one_id_are_refused()
    {
        var runner = new ContractRunner(Bench.Consumer(new ScriptedHandler(_ => 200), [Updated]));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => runner.RunAsync([.. PartneroContract.Clauses, Clause("idem-01")], cancellationToken: Cancellation));

        Assert.StartsWith("Two clauses are called IDEM-01:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_prepares_changes_and_sends()
    {
        var handler = new ScriptedHandler(_ => 200);
        WebhookDelivery? changed = null;

        var report = await RunAsync(Bench.Consumer(handler, [Created, Updated]), Clause("OWN-01", async (session, cancellationToken) =>
        {
            changed = await session.PrepareAsync(Updated, body => body.With("/data/name", "Zoë"), cancellationToken);
            var answer = await session.SendAsync(changed, cancellationToken);
            var next = session.Next(changed, Updated);
            Assert.Equal(changed.EntityId, next.EntityId);
            return answer.IsAccepted ? ClauseFinding.Kept : ClauseFinding.Broken(changed, "a 2xx", answer);
        }));

        Assert.Equal(ClauseOutcome.Passed, report.Outcome);
        var sent = handler.All[^1];
        Assert.Equal((Updated, changed!.EntityId, true), (sent.Event, sent.Entity, sent.IsSigned));
        Assert.Contains(@"""name"":""Zo\u00eb""", sent.Body, StringComparison.Ordinal);
        Assert.Equal((Created, changed.EntityId), (handler.All[^2].Event, handler.All[^2].Entity));
    }

    [Fact]
    public async Task A_race_reaches_the_consumer_with_each_delivery_once()
    {
        var handler = new ScriptedHandler(_ => 200);
        var before = 0;

        await RunAsync(Bench.Consumer(handler, [Created]), Clause("OWN-01", async (session, cancellationToken) =>
        {
            var deliveries = new[] { await session.PrepareAsync(Created, cancellationToken: cancellationToken), await session.PrepareAsync(Created, cancellationToken: cancellationToken) };
            before = handler.All.Count;
            Assert.Equal(2, (await session.RaceAsync(deliveries, cancellationToken)).Count);
            Assert.Empty(await session.RaceAsync([], cancellationToken));
            return ClauseFinding.Kept;
        }));

        Assert.Equal(2, handler.All.Skip(before).Select(one => one.Entity).Distinct().Count());
    }

    [Fact]
    public async Task Effects_are_looked_at_and_waited_for()
    {
        var handler = new ScriptedHandler(_ => 200);

        var report = await RunAsync(Bench.Consumer(handler, [Created], _ => 1), Clause("OWN-01", async (session, cancellationToken) =>
        {
            var delivery = await session.PrepareAsync(Created, cancellationToken: cancellationToken);
            Assert.Empty(await session.LookAsync(delivery, cancellationToken));
            await session.SendAsync(delivery, cancellationToken);
            await session.SettleAsync(cancellationToken);
            Assert.Equal([Created], session.Effective);
            return await session.WaitForEffectAsync(delivery, cancellationToken) && (await session.LookAsync(delivery, cancellationToken)).Count == 1
                ? ClauseFinding.Kept : ClauseFinding.Broken("There is no effect.");
        }));

        Assert.Equal((ClauseOutcome.Passed, null), (report.Outcome, report.Reason));
    }

    [Fact]
    public async Task What_the_consumer_does_not_give_is_named_where_the_clause_did_not_say_that_it_needs_it()
    {
        Func<ClauseSession, WebhookDelivery, Task>[] all =
        [
            (session, delivery) => session.LookAsync(delivery),
            (session, delivery) => session.WaitForEffectAsync(delivery),
            (session, _) => session.SettleAsync(),
            (session, delivery) => session.FailAsync(delivery),
            (session, _) => session.AdvanceAsync(TimeSpan.FromMinutes(1)),
            (session, _) => session.RestartAsync(),
        ];

        var report = await RunAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created]), Clause("OWN-01", async (session, cancellationToken) =>
        {
            var delivery = await session.PrepareAsync(Created, cancellationToken: cancellationToken);
            foreach (var use in all)
                Assert.Contains("WebhookClause.Needs", (await Assert.ThrowsAsync<InvalidOperationException>(() => use(session, delivery))).Message, StringComparison.Ordinal);
            return ClauseFinding.Kept;
        }));

        Assert.Equal(ClauseOutcome.Passed, report.Outcome);
    }

    [Fact]
    public async Task An_exception_of_the_check_leaves_it_open_and_the_contract_undecided()
    {
        var report = await new ContractRunner(Bench.Consumer(new ScriptedHandler(_ => 200), [Created])).RunAsync(
            [Clause("OWN-01", (_, _) => throw new InvalidOperationException("A typing error."))], cancellationToken: Cancellation);

        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
        Assert.Contains("A typing error.", report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_token_sends_the_same_bytes_again()
    {
        var clause = Clause("OWN-01", async (session, cancellationToken) =>
        {
            var delivery = await session.PrepareAsync(Created, body => body.With("/data/name", "n"), cancellationToken);
            await session.SendAsync(delivery, cancellationToken);
            return ClauseFinding.Broken(delivery, "another answer", "this one");
        });
        var (first, again) = (new ScriptedHandler(_ => 200), new ScriptedHandler(_ => 200));
        var report = await RunAsync(Bench.Consumer(first, [Created]), clause);

        await Assert.ThrowsAsync<FormatException>(() => ContractRunner.ReplayAsync(Bench.Consumer(again, [Created]), report.Replay!, cancellationToken: Cancellation));
        await ContractRunner.ReplayAsync(Bench.Consumer(again, [Created]), report.Replay!, [clause], Cancellation);

        Assert.Contains(@"""name"":""n""", first.All[2].Body, StringComparison.Ordinal);
        Assert.Equal(first.All.Take(3).Select(one => one.Body), again.All.Take(3).Select(one => one.Body));
    }

    private static async Task<ClauseReport> RunAsync(WebhookConsumer consumer, WebhookClause clause) =>
        (await new ContractRunner(consumer).RunAsync([clause], cancellationToken: Cancellation)).Clauses[0];

    private static WebhookClause Clause(string id, Func<ClauseSession, CancellationToken, Task<ClauseFinding>>? check = null) =>
        new(id, "is tested", check ?? ((_, _) => Task.FromResult(ClauseFinding.Kept)));
}

/// <summary>Holds clauses in each way that is looked at.</summary>
public static class Held
{
    public static WebhookClause One { get; } = Named("HELD-01", "is held alone");

    public static IReadOnlyList<WebhookClause> Several { get; } = [Named("HELD-02", "is held in a list"), Named("HELD-03", "is held in a list too")];

    public static readonly WebhookClause Field = Named("HELD-04", "is held in a field");

    public static string Other => "of no interest";

    internal static WebhookClause Hidden { get; } = Named("HELD-05", "is not public");

    private static WebhookClause Named(string id, string title) => new(id, title, (_, _) => Task.FromResult(ClauseFinding.Kept));
}
