using System.Net;
using System.Net.Sockets;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class OutcomeTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clauses_about_effects_are_not_exercised_without_effects()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);

        var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

        Assert.All(report.Clauses, clause => Assert.Equal(clause.Clause.Needs.Count > 0 ? ClauseOutcome.NotExercised : ClauseOutcome.Passed, clause.Outcome));
        Assert.All(report.Clauses.Where(clause => clause.Clause.Needs.Contains(Capability.Effects)), clause => Assert.Contains("WebhookConsumer.Effects", clause.Reason, StringComparison.Ordinal));
        Assert.True(report.IsKept);
    }

    [Fact]
    public async Task A_consumer_without_any_effect_has_its_effects_not_exercised()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret)
        {
            Effects = (_, _, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([]),
            EffectTimeout = TimeSpan.FromMilliseconds(50),
        };

        var report = await new ContractRunner(seen).RunAsync([PartneroContract.Find("IDEM-01")], cancellationToken: Cancellation);

        Assert.Equal(ClauseOutcome.NotExercised, report.Clauses[0].Outcome);
        Assert.Contains("No valid delivery had an effect", report.Clauses[0].Reason, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Fact]
    public async Task A_wrong_secret_fails_one_clause_with_a_hint_and_leaves_the_others_open()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);

        var report = await new ContractRunner(consumer.Seen("anotherSecret")).RunAsync(cancellationToken: Cancellation);

        var failed = Assert.Single(report.Clauses, clause => clause.Outcome == ClauseOutcome.Failed);
        Assert.Equal("BODY-01", failed.Clause.Id);
        Assert.Contains("another signing secret", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
        Assert.Equal(1, report.Count(ClauseOutcome.Passed));
        Assert.Equal(report.Clauses.Count - 2, report.Count(ClauseOutcome.NotExercised));
    }

    [Fact]
    public async Task A_consumer_that_is_down_is_named_by_its_address()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var consumer = new WebhookConsumer(new Uri($"http://127.0.0.1:{port}/hook"), "secret");

        var exception = await Assert.ThrowsAsync<ConsumerUnreachableException>(() => new ContractRunner(consumer).RunAsync(cancellationToken: Cancellation));

        Assert.Contains($"http://127.0.0.1:{port}/hook", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_never_answers_ends_the_run_after_two_deliveries()
    {
        var requests = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            Interlocked.Increment(ref requests);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { AnswerTimeout = TimeSpan.FromMilliseconds(100) };

        var report = await new ContractRunner(seen).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(2, requests);
        Assert.Equal(["BODY-01", "STATUS-01"], report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => clause.Clause.Id));
        Assert.Equal(report.Clauses.Count - 2, report.Count(ClauseOutcome.NotExercised));
    }

    [Fact]
    public async Task A_waived_clause_is_not_checked_and_shows_its_reason()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 200);
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Waived = new Dictionary<string, string> { ["SIG-01"] = "behind a gateway" } };

        var report = await new ContractRunner(seen).RunAsync([PartneroContract.Find("SIG-01")], cancellationToken: Cancellation);

        Assert.Equal((ClauseOutcome.Waived, "behind a gateway"), (report.Clauses[0].Outcome, report.Clauses[0].Reason));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task Any_4xx_refuses_a_bad_signature(int status)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(202, status);

        var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(0, report.Count(ClauseOutcome.Failed) + report.Count(ClauseOutcome.Advised));
    }

    [Fact]
    public async Task The_same_5xx_for_every_bad_signature_is_advice()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 500);

        var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

        Assert.True(report.IsKept);
        Assert.Equal("SIG-07", Assert.Single(report.Clauses, clause => clause.Outcome == ClauseOutcome.Advised).Clause.Id);
    }

    [Fact]
    public async Task A_5xx_for_a_malformed_signature_alone_is_a_failure()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var signature = context.Request.Headers["Signature"].ToString();
            context.Response.StatusCode = signature.Length != 64 ? 500
                : new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), signature) ? 200
                : 401;
        });

        var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(["SIG-01", "SIG-02", "SIG-03"], report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => clause.Clause.Id));
        // That a forgery was let in would be the wrong story.
        Assert.StartsWith("Anybody can have the consumer fail", report.Clauses.Single(clause => clause.Clause.Id == "SIG-03").Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_429_is_taken_as_later()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var isFirst = seen.AddOrUpdate(Convert.ToHexString(body.ToArray()), 1, (_, count) => count + 1) == 1;
            context.Response.StatusCode = isFirst ? 429 : 200;
        });

        var report = await new ContractRunner(consumer.Seen()).RunAsync([PartneroContract.Find("BODY-01")], cancellationToken: Cancellation);

        Assert.Equal(ClauseOutcome.Passed, report.Clauses[0].Outcome);
    }

    [Fact]
    public async Task Effects_that_cannot_be_told_end_the_run_with_the_reason()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Effects = (_, _, _) => throw new TimeoutException("the ledger is locked") };

        var exception = await Assert.ThrowsAsync<EffectsUnknownException>(() => new ContractRunner(seen).RunAsync(cancellationToken: Cancellation));

        Assert.Contains("the ledger is locked", exception.Message, StringComparison.Ordinal);
    }
}
