using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>How it is told that valid deliveries were refused.</summary>
public sealed class RefusalWordsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_all_are_refused_no_event_is_named()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(500, 500);

        var actual = await FindActualAsync(consumer.Seen(), "BODY-01");

        Assert.Matches(@"^500 after \d+ ms \(all \d+ valid deliveries were not accepted\)", actual);
        Assert.DoesNotContain("partner.created", actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_some_are_refused_their_events_are_named()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            context.Response.StatusCode = (await body.ReadToEndAsync()).Contains("\"event\":\"reward.paid\"", StringComparison.Ordinal) ? 400 : 200;
        });

        Assert.Contains("valid deliveries were not accepted: reward.paid)", await FindActualAsync(consumer.Seen(), "BODY-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_no_answer_it_is_said_once_how_long_it_was_waited_for()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { AnswerTimeout = TimeSpan.FromMilliseconds(100) };

        var report = await new ContractRunner(seen).RunAsync([PartneroContract.Find("STATUS-01")], cancellationToken: Cancellation);

        Assert.Equal(("an answer within 0.1 s", "no answer within 0.1 s"), (report.Clauses[0].Reproduction!.Expected, report.Clauses[0].Reproduction!.Actual));
    }

    private static async Task<string> FindActualAsync(WebhookConsumer consumer, string clause) =>
        (await new ContractRunner(consumer).RunAsync([PartneroContract.Find(clause)], cancellationToken: Cancellation)).Clauses[0].Reproduction!.Actual;
}
