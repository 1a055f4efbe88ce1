using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class BodyClausesTests
{
    private const string Created = "partner.created";
    private const string Deleted = "partner.deleted";
    private const string Hint = ". If the webhook is not subscribed to such events, name those that it is in WebhookConsumer.Handles";

    [Fact]
    public async Task Where_nothing_was_sent_the_reason_is_told()
    {
        Assert.Equal(ClauseFinding.Blocked("It ended."), await FindAsync(accepted: [], knowing: baseline => baseline with { Incomplete = "It ended." }));
        Assert.StartsWith("No event is named in WebhookConsumer.Handles", (await FindAsync(accepted: [])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_was_not_sent_everything_does_not_keep_it()
    {
        Assert.Equal(ClauseFinding.Blocked("It ended."), await FindAsync(accepted: [Created], knowing: baseline => baseline with { Incomplete = "It ended." }));
        Assert.Equal(ClauseFinding.Kept, await FindAsync(accepted: [Created]));
    }

    [Fact]
    public async Task A_refusal_is_told_with_how_many_there_were()
    {
        Assert.Contains("(all 2 valid deliveries were not accepted)", (await FindAsync([], [Created, Deleted])).Actual, StringComparison.Ordinal);
        Assert.Contains("(1 of 2 valid deliveries were not accepted: partner.deleted)", (await FindAsync([Created], [Deleted])).Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "another secret", "another secret")]
    [InlineData("a wrong path", null, "a wrong path")]
    [InlineData("a wrong path", "another secret", "a wrong path")]
    public async Task What_is_known_of_a_consumer_that_refuses_comes_before_the_clauses_remedy(string? doubt, string? hint, string? remedy)
    {
        var finding = await FindAsync([], [Created], knowing: baseline => baseline with { Doubt = doubt, Hint = hint });

        Assert.Equal((FindingKind.Broken, remedy), (finding.Kind, finding.Remedy));
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(499, true)]
    [InlineData(302, false)]
    [InlineData(500, false)]
    public async Task A_consumer_that_refuses_some_events_with_4xx_may_not_be_subscribed_to_them(int status, bool isHinted)
    {
        var finding = await FindAsync([Created], [Deleted], new DeliveryAnswer(status, Bench.Moment));

        Assert.Equal(isHinted, finding.Actual!.EndsWith(Hint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_consumer_that_refuses_all_or_names_its_events_or_crashes_on_some_is_subscribed_to_them()
    {
        Assert.DoesNotContain(Hint, (await FindAsync([], [Deleted])).Actual, StringComparison.Ordinal);
        Assert.DoesNotContain(Hint, (await FindAsync([Created], [Deleted], handles: [Created, Deleted])).Actual, StringComparison.Ordinal);
        Assert.DoesNotContain(Hint, (await FindAsync([Created], [Deleted, "partner.archived"], knowing: LastCrashes)).Actual, StringComparison.Ordinal);

        static Baseline LastCrashes(Baseline baseline) =>
            baseline with { Deliveries = [.. baseline.Deliveries.SkipLast(1), (baseline.Deliveries[^1].Delivery, new DeliveryAnswer(500, Bench.Moment))] };
    }

    [Fact]
    public async Task How_a_delivery_was_not_accepted_says_where_to_look()
    {
        Assert.StartsWith("Answer before the work is done", await RemedyAsync(new DeliveryAnswer(null, Bench.Moment, "no answer") { IsTimeout = true }), StringComparison.Ordinal);
        Assert.StartsWith("Answer at the address itself", await RemedyAsync(new DeliveryAnswer(302, Bench.Moment)), StringComparison.Ordinal);
        Assert.StartsWith("See in the consumer's own log", await RemedyAsync(new DeliveryAnswer(500, Bench.Moment)), StringComparison.Ordinal);
        Assert.Null(await RemedyAsync(new DeliveryAnswer(400, Bench.Moment)));

        static async Task<string?> RemedyAsync(DeliveryAnswer refusal) => (await FindAsync([], [Created], refusal)).Remedy;
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_consumer_that_refuses_the_made_up_payload_of_an_event_without_a_schema_is_not_blamed_but_asked_for_the_schema(int status)
    {
        var finding = await FindAsync([Created], ["order.placed"], new DeliveryAnswer(status, Bench.Moment), handles: [Created, "order.placed"]);

        Assert.True(finding.IsBlocked);
        Assert.Contains("WebhookConsumer.Handles names order.placed, and no schema describes such an event", finding.Reason, StringComparison.Ordinal);
        Assert.EndsWith("give their schemas (WebhookConsumer.Schemas).", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_refuses_a_described_event_too_is_blamed_for_that_one_and_asked_for_the_schema_of_the_other()
    {
        var finding = await FindAsync([Created], ["order.placed", Deleted], handles: [Created, Deleted, "order.placed"]);

        Assert.Equal((FindingKind.Broken, Deleted), (finding.Kind, finding.Delivery?.Event));
        Assert.EndsWith("give their schemas (WebhookConsumer.Schemas)", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_sends_an_event_without_a_schema_elsewhere_is_blamed_for_it()
    {
        var finding = await FindAsync([Created], ["order.placed"], new DeliveryAnswer(302, Bench.Moment), handles: [Created, "order.placed"]);

        Assert.Equal(FindingKind.Broken, finding.Kind);
        Assert.StartsWith("Answer at the address itself", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"lifetime_value\":")]
    [InlineData("\"segment\":\"new\"")]
    [InlineData("\"delivery_attempt\":")]
    public async Task New_fields_come_in_the_envelope_in_the_payload_and_in_what_it_refers_to(string field)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains(field, StringComparison.Ordinal) ? 400 : null };

        var finding = await new ClauseBench(consumer) { Accepted = ["transaction.created"] }.FindAsync("BODY-02");

        Assert.Equal((FindingKind.Broken, "valid and signed, with a new field at each level"), (finding.Kind, finding.Delivery?.Note));
    }

    [Fact]
    public async Task No_new_field_comes_in_a_map_of_the_programs_own()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("BODY-02"));
        Assert.DoesNotContain("segment", Assert.Single(consumer.All).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partner.relocated", "BODY-03", 500, false)]
    [InlineData("voucher.created", "BODY-03", 500, false)]
    [InlineData("voucher.created", "BODY-03", 404, true)]
    [InlineData("voucher.created", "BODY-04", 404, false)]
    public async Task An_event_that_the_consumer_does_not_know_may_be_refused_without_a_crash(string name, string id, int status, bool isKept)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Event == name ? status : null };

        Assert.Equal(isKept ? FindingKind.Kept : FindingKind.Broken, (await new ClauseBench(consumer).FindAsync(id)).Kind);
    }

    [Fact]
    public async Task A_failure_that_is_over_at_the_retry_is_held_against_nobody()
    {
        var crashes = 0;
        using var consumer = new SoundHandler { Answers = posted => posted.Event == "voucher.created" && ++crashes == 1 ? 500 : null };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("BODY-04"));
    }

    private static async Task<ClauseFinding> FindAsync(string[] accepted, string[]? refused = null, DeliveryAnswer? refusal = null, string[]? handles = null, Func<Baseline, Baseline>? knowing = null)
    {
        using var consumer = new SoundHandler();
        var bench = new ClauseBench(consumer) { Accepted = accepted, Refused = refused ?? [], Refusal = refusal, Handles = handles, Knowing = knowing ?? (baseline => baseline) };
        return await bench.FindAsync("BODY-01");
    }
}
