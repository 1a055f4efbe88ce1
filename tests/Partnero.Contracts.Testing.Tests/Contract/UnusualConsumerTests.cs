using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>Consumers that are sound but unusual, and defects that hide behind an unusual answer.</summary>
public sealed class UnusualConsumerTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("partner.created")]
    [InlineData("partner.updated")]
    [InlineData("customer.updated")]
    public async Task A_consumer_of_one_event_alone_keeps_the_clauses_about_signatures(string name)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Handles = [name] };

        var report = await new ContractRunner(seen).RunAsync([PartneroContract.Find("SIG-05"), PartneroContract.Find("SIG-07")], cancellationToken: Cancellation);

        Assert.All(report.Clauses, clause => Assert.Equal(ClauseOutcome.Passed, clause.Outcome));
    }

    [Fact]
    public async Task A_consumer_that_ignores_what_is_older_than_its_entity_keeps_every_clause()
    {
        var newest = new ConcurrentDictionary<string, string>();
        var known = new ConcurrentDictionary<string, bool>();
        await using var consumer = await LedgerConsumer.StartAsync((ledger, body) =>
        {
            if (Unreadable(body) || !known.TryAdd(Convert.ToHexString(SHA256.HashData(body)), true))
                return 200;
            var (name, entity, at) = LedgerConsumer.Read(body);
            if (string.CompareOrdinal(newest.GetValueOrDefault(entity, ""), at) <= 0)
            {
                newest[entity] = at;
                ledger.Apply(name, entity);
            }

            return 200;
        });

        var report = await RunAsync(consumer.Seen("partner.created", "partner.updated"), "IDEM-01", "IDEM-02", "IDEM-05", "IDEM-06", "ORDER-01");

        Assert.All(report.Clauses, clause => Assert.True(clause.Outcome == ClauseOutcome.Passed, $"{clause.Clause}: {clause.Reason}"));
    }

    [Fact]
    public async Task Work_that_was_done_before_a_503_and_is_done_again_breaks_the_clause_about_it()
    {
        await using var consumer = await LedgerConsumer.StartAsync((ledger, body) =>
        {
            var (name, entity, _) = LedgerConsumer.Read(body);
            ledger.Apply(name, entity);
            return ledger.MustFail(name, entity) ? 503 : 200;
        });

        var report = await RunAsync(consumer.Seen("partner.created"), "RETRY-04");

        Assert.Equal(ClauseOutcome.Failed, report.Clauses[0].Outcome);
        Assert.Contains("2 effects", report.Clauses[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_answers_503_to_what_fails_and_does_it_at_the_retry_keeps_the_clause()
    {
        await using var consumer = await LedgerConsumer.StartAsync((ledger, body) =>
        {
            var (name, entity, _) = LedgerConsumer.Read(body);
            if (ledger.MustFail(name, entity))
                return 503;
            ledger.Apply(name, entity);
            return 200;
        });

        var report = await RunAsync(consumer.Seen("partner.created"), "RETRY-01", "RETRY-02");

        Assert.All(report.Clauses, clause => Assert.True(clause.Outcome == ClauseOutcome.Passed, $"{clause.Clause}: {clause.Reason}"));
    }

    [Fact]
    public async Task A_worker_that_dies_after_its_queue_is_not_alive()
    {
        var isDead = false;
        await using var consumer = await LedgerConsumer.StartAsync((ledger, body) =>
        {
            isDead |= Unreadable(body);
            if (!isDead)
            {
                var (name, entity, _) = LedgerConsumer.Read(body);
                ledger.Apply(name, entity);
            }

            return 202;
        });

        var report = await RunAsync(consumer.Seen("partner.created"), "ROBUST-01", "ROBUST-02");

        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Failed], report.Clauses.Select(clause => clause.Outcome));
        Assert.Contains("empty body", report.Clauses[1].Reproduction!.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_drops_a_connection_after_one_answer_keeps_the_clause()
    {
        var connections = new ConcurrentDictionary<string, bool>();
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            if (!connections.TryAdd(context.Connection.Id, true))
                context.Abort();
        });

        var report = await RunAsync(consumer.Seen(), "BODY-01");

        Assert.Equal(ClauseOutcome.Passed, report.Clauses[0].Outcome);
    }

    [Fact]
    public async Task A_consumer_that_handles_no_event_passes_no_clause()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Handles = [] };

        var report = await RunAsync(seen, "BODY-01", "SIG-01");

        Assert.All(report.Clauses, clause => Assert.Equal(ClauseOutcome.NotExercised, clause.Outcome));
    }

    private static Task<ContractReport> RunAsync(WebhookConsumer consumer, params string[] ids) =>
        new ContractRunner(consumer).RunAsync([.. ids.Select(PartneroContract.Find)], cancellationToken: Cancellation);

    private static bool Unreadable(byte[] body)
    {
        try
        {
            LedgerConsumer.Read(body);
            return false;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return true;
        }
    }
}
