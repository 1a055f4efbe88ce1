using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>A consumer that stops to answer, or puts off without end, ends the run in bounded time.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task A_consumer_that_falls_silent_breaks_the_clause_at_hand_and_the_others_are_not_exercised()
    {
        var received = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(context => Interlocked.Increment(ref received) > 60
            ? Task.Delay(Timeout.Infinite, context.RequestAborted)
            : Answer(context, StatusCodes.Status200OK));

        var report = await CheckAsync(consumer);

        var silent = report.Clauses.Where(clause => clause.Reason?.Contains("no answer within", StringComparison.Ordinal) == true).ToList();
        Assert.InRange(silent.Count, 1, 2);
        Assert.All(report.Clauses.SkipWhile(clause => clause != silent[^1]).Skip(1), clause => Assert.Equal(ClauseOutcome.NotExercised, clause.Outcome));
        Assert.True(report.Clauses.Count(clause => clause.Reason?.Contains("The consumer no longer answers", StringComparison.Ordinal) == true) > 20);
    }

    [Fact]
    public async Task A_consumer_that_hangs_on_bad_signatures_does_not_keep_the_contract()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (!new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString()))
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var report = await CheckAsync(consumer);

        string[] failed = ["SIG-01", "SIG-02", "SIG-03", "SIG-04", "SIG-05"];
        Assert.Equal(failed, report.Clauses.Where(clause => failed.Contains(clause.Clause.Id) && clause.Outcome == ClauseOutcome.Failed).Select(clause => clause.Clause.Id));
    }

    [Fact]
    public async Task A_consumer_that_puts_off_without_end_cuts_the_run_short_and_breaks_nothing()
    {
        var received = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(context => Answer(context, Interlocked.Increment(ref received) > 40 ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK));
        var seen = consumer.Seen();
        var impatient = new WebhookConsumer(seen.Address, seen.Secret) { RetryLimits = RetryLimits.Default with { Later = TimeSpan.FromSeconds(1) } };

        var report = await new ContractRunner(impatient).RunAsync([PartneroContract.Find("BODY-02"), PartneroContract.Find("BODY-05"), PartneroContract.Find("BODY-06")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("The consumer asked to be tried later (429 or 503) for 1 s in all.", report.CutShort, StringComparison.Ordinal);
        Assert.Equal((ClauseOutcome.NotExercised, report.CutShort), (report.Clauses[^1].Outcome, report.Clauses[^1].Reason));
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Fact]
    public async Task A_text_that_a_consumer_broke_in_the_middle_of_a_pair_is_another_text()
    {
        await using var ledger = await LedgerConsumer.StartAsync((ledger, body) =>
        {
            var (name, entity, _) = LedgerConsumer.Read(body);
            ledger.Apply(name, entity);
            return StatusCodes.Status200OK;
        });
        var seen = ledger.Seen("partner.created");
        using var broken = System.Text.Json.JsonDocument.Parse("\"\\ud83d\"");
        var consumer = new WebhookConsumer(seen.Address, seen.Secret)
        {
            Handles = seen.Handles,
            Effects = async (name, id, cancellationToken) => [.. (await seen.Effects!(name, id, cancellationToken)).Select(_ => new WebhookEffect { Fields = new Dictionary<string, object?> { ["name"] = broken.RootElement } })],
        };

        var report = await new ContractRunner(consumer).RunAsync([PartneroContract.Find("PHP-03")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ClauseOutcome.Failed, report.Clauses[0].Outcome);
        Assert.Contains("\\ud83d", report.Clauses[0].Reproduction!.Actual, StringComparison.Ordinal);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task<ContractReport> CheckAsync(ScriptedConsumer consumer)
    {
        var seen = consumer.Seen();
        return new ContractRunner(new WebhookConsumer(seen.Address, seen.Secret) { AnswerTimeout = TimeSpan.FromMilliseconds(150), RetryLimits = RetryLimits.Default with { Silence = TimeSpan.FromSeconds(1) } }).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }
}
