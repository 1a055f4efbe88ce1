using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class ClauseReplayTests
{
    private static readonly Mutant NoDedupe = Mutant.Defective.Single(mutant => mutant.Name == "no-dedupe");

    [Theory]
    [InlineData("no-dedupe", "IDEM-01")]
    [InlineData("no-signature-check", "SIG-04")]
    [InlineData("few-tags", "BODY-10")]
    [InlineData("forgets-after-a-minute", "RETRY-06")]
    public async Task The_token_of_a_clause_sends_the_same_bytes_to_another_consumer(string defect, string clause)
    {
        var mutant = Mutant.Defective.Single(mutant => mutant.Name == defect);
        var first = await FindAsync(mutant, clause);

        await using var another = await RunningMutant.StartAsync(mutant, TestContext.Current.CancellationToken);
        var again = (await ContractRunner.ReplayAsync(another.Consumer, first.Replay!, cancellationToken: TestContext.Current.CancellationToken)).Clauses.Single();

        Assert.Equal(clause, again.Clause.Id);
        Assert.Equal(first.Reproduction!.Sent, again.Reproduction!.Sent);
        Assert.True(first.Reproduction.Body.Span.SequenceEqual(again.Reproduction.Body.Span));
        Assert.Equal(first.Replay, again.Replay);
    }

    [Fact]
    public async Task A_consumer_that_was_fixed_keeps_the_clause_of_the_token()
    {
        var broken = await FindAsync(NoDedupe, "IDEM-01");

        await using var sound = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        await PartneroContract.Replay(broken.Replay!).VerifyAsync(sound.Consumer, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_consumer_that_has_seen_the_deliveries_is_not_judged_by_them_again()
    {
        await using var running = await RunningMutant.StartAsync(NoDedupe, TestContext.Current.CancellationToken);
        var report = await new ContractRunner(running.Consumer).RunAsync([PartneroContract.Find("IDEM-01")], cancellationToken: TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<AlreadyAppliedException>(() => ContractRunner.ReplayAsync(running.Consumer, report.Clauses[0].Replay!, cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("The consumer has already applied partner.created of partner_", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_tokens_are_sent_and_judged_by_what_a_sound_consumer_answers()
    {
        await using var sound = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        await using var careless = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "no-signature-check"), TestContext.Current.CancellationToken);
        var settings = new FixtureSettings { Secret = sound.Consumer.Secret };
        var forgery = Deliveries.Faulty(1, settings, FaultKind.Signature).First(faulty => faulty.FaultId == "another-secret").Replay;

        Assert.True((await DeliveryReplay.RunAsync(sound.Consumer, Deliveries.Valid(1, settings).First().Replay, TestContext.Current.CancellationToken)).IsRight);
        Assert.True((await DeliveryReplay.RunAsync(sound.Consumer, forgery, TestContext.Current.CancellationToken)).IsRight);
        Assert.False((await DeliveryReplay.RunAsync(careless.Consumer, forgery, TestContext.Current.CancellationToken)).IsRight);
        foreach (var sequence in Deliveries.Sequences(1, settings).Take(10))
        {
            var replayed = await DeliveryReplay.RunAsync(sound.Consumer, sequence.Replay, TestContext.Current.CancellationToken);
            Assert.True(replayed.IsRight, $"{sequence}\n{string.Join("\n", replayed.WrongEffects)}\n{string.Join("\n", replayed.Deliveries.Where(sent => sent.Outcome != ClauseOutcome.Passed))}");
        }
    }

    private static async Task<ClauseReport> FindAsync(Mutant mutant, string clause)
    {
        await using var running = await RunningMutant.StartAsync(mutant, TestContext.Current.CancellationToken);
        var report = await new ContractRunner(running.Consumer).RunAsync([PartneroContract.Find(clause)], cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotNull(report.Clauses[0].Replay);
        return report.Clauses[0];
    }
}
