using System.Text;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>One cause is said once, and by the clause that is about it.</summary>
public sealed class OneCauseTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    /// <summary>The clauses that send whatever values there are; the others send the values that the consumer has taken before.</summary>
    private static readonly string[] AboutValues = ["BODY-01", "BODY-05", "BODY-10", "BODY-11", "BODY-12"];

    [Theory]
    [InlineData("\"status\":\"pending\"")]
    [InlineData("\"status\":\"approved\"")]
    [InlineData("\"currency\":\"EUR\"")]
    [InlineData("O'Brien")]
    public async Task A_value_that_is_refused_is_held_against_the_clauses_about_values_alone(string value)
    {
        await using var consumer = await StartAsync(body => body.Contains(value, StringComparison.Ordinal) ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);

        // By some seeds, each event that may have the value has it in the first deliveries: BODY-01 alone sees it then.
        List<string> failed = [];
        for (var run = 0; run < 3 && !failed.Contains("BODY-10"); run++)
        {
            var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

            failed = Failed(report);
            Assert.Empty(failed.Except(AboutValues));
            Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        }

        Assert.Contains("BODY-10", failed);
    }

    [Fact]
    public async Task What_fails_for_every_delivery_from_some_moment_on_is_said_once_as_that()
    {
        var taken = 0;
        await using var consumer = await StartAsync(_ => Interlocked.Increment(ref taken) > 150 ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);

        var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

        var failed = Assert.Single(Failed(report));
        Assert.Contains("whatever it is like", report.Clauses.Single(clause => clause.Clause.Id == failed).Reason, StringComparison.Ordinal);
        Assert.StartsWith($"Since {failed}, nothing more can be found out.", report.CutShort, StringComparison.Ordinal);
        Assert.All(report.Clauses.SkipWhile(clause => clause.Clause.Id != failed).Skip(1), clause => Assert.Equal(ClauseOutcome.NotExercised, clause.Outcome));
    }

    [Fact]
    public async Task A_consumer_that_fails_now_and_then_and_takes_the_retry_keeps_the_contract()
    {
        var taken = 0;
        await using var consumer = await StartAsync(_ => Interlocked.Increment(ref taken) is var count && count % 23 == 0 ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);

        var report = await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: Cancellation);

        Assert.True(report.IsKept, report.Verdict.ToString() + string.Join("; ", report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => clause.Reason)));
    }

    private static Task<ScriptedConsumer> StartAsync(Func<string, int> answer) => ScriptedConsumer.StartAsync(async context =>
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var isSigned = new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString());
        context.Response.StatusCode = isSigned ? answer(Encoding.UTF8.GetString(body.ToArray())) : StatusCodes.Status401Unauthorized;
    });

    private static List<string> Failed(ContractReport report) =>
        [.. report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => clause.Clause.Id)];
}
