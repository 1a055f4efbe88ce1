using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class EffectClausesTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";
    private const string Deleted = "partner.deleted";

    [Fact]
    public async Task An_event_that_was_accepted_and_had_no_effect_is_left_alone_with_a_remark()
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Event == Deleted };

        var finding = await new ClauseBench(consumer) { Accepted = [Created, Deleted], Effective = [Created] }.FindAsync("EFFECT-01");

        Assert.Equal(FindingKind.Kept, finding.Kind);
        Assert.StartsWith("Accepted, and without an effect: partner.deleted. Are they to be left alone?", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_event_has_an_effect_nothing_is_remarked()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Created, Deleted] }.FindAsync("EFFECT-01"));
    }

    [Fact]
    public async Task An_event_that_the_consumer_names_must_take_effect()
    {
        using var losing = new SoundHandler { Loses = posted => posted.Event == Deleted };
        using var late = new SoundHandler();

        var lost = await BenchOf(losing).FindAsync("EFFECT-01");

        Assert.Equal((FindingKind.Broken, Deleted), (lost.Kind, lost.Delivery?.Event));
        Assert.EndsWith("(1 of 2 deliveries had none: partner.deleted)", lost.Actual, StringComparison.Ordinal);
        Assert.Equal(ClauseFinding.Kept, await BenchOf(late).FindAsync("EFFECT-01"));

        static ClauseBench BenchOf(SoundHandler consumer) => new(consumer) { Accepted = [Created, Deleted], Effective = [Created], Handles = [Created, Deleted] };
    }

    [Fact]
    public async Task Where_nothing_ever_takes_effect_the_first_accepted_delivery_shows_it()
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { Effective = [] }.FindAsync("EFFECT-01");

        Assert.Equal((FindingKind.Broken, Created), (finding.Kind, finding.Delivery?.Event));
        Assert.StartsWith("200 after 1 ms, and no effect within 0", finding.Actual, StringComparison.Ordinal);
        Assert.Empty(consumer.All);
    }

    [Fact]
    public async Task An_event_without_a_schema_that_takes_no_effect_is_held_against_nobody_and_its_schema_is_asked_for()
    {
        using var losing = new SoundHandler { Loses = posted => posted.Event == "order.placed" };
        using var applying = new SoundHandler();

        var one = await new ClauseBench(losing) { Accepted = [Created, "order.placed"], Effective = [Created], Handles = [Created, "order.placed"] }.FindAsync("EFFECT-01");
        var alone = await new ClauseBench(losing) { Accepted = ["order.placed"], Effective = [], Handles = ["order.placed"] }.FindAsync("EFFECT-01");

        Assert.All([one, alone], finding => Assert.True(finding.IsBlocked));
        Assert.All([one, alone], finding => Assert.EndsWith("give their schemas (WebhookConsumer.Schemas).", finding.Reason, StringComparison.Ordinal));
        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(applying) { Accepted = [Created, "order.placed"], Handles = [Created, "order.placed"] }.FindAsync("EFFECT-01"));
    }

    [Theory]
    [InlineData(Created, 1, "valid and signed, of an entity that nothing was heard of before")]
    [InlineData(Updated, 1, "valid and signed, after the creation of its entity")]
    [InlineData(Deleted, 1, "valid and signed, after the creation of its entity")]
    [InlineData(Deleted, 2, "valid and signed, after partner.created, partner.updated of the same entity")]
    public async Task A_lost_event_is_shown_with_what_was_heard_of_its_entity(string lost, int which, string fault)
    {
        var count = 0;
        using var consumer = new SoundHandler { Loses = posted => posted.Event == lost && ++count == which };

        var finding = await new ClauseBench(consumer) { Accepted = [Created, Updated, Deleted] }.FindAsync("EFFECT-01");

        Assert.Equal((FindingKind.Broken, lost, fault), (finding.Kind, finding.Delivery?.Event, finding.Delivery?.Note));
    }

    [Theory]
    [InlineData(Updated, Created, "1 effect of partner.created of ")]
    [InlineData(Updated, Deleted, "1 effect of partner.deleted of ")]
    [InlineData(Created, Updated, "1 effect of partner.updated of ")]
    public async Task An_event_that_takes_effect_under_the_name_of_another_as_well_is_found(string name, string other, string actual)
    {
        using var consumer = new SoundHandler { AppliesAlso = posted => posted.Event == name ? [(other, posted.Entity!)] : [] };

        var finding = await new ClauseBench(consumer) { Accepted = [Created, Updated, Deleted] }.FindAsync("EFFECT-02");

        Assert.Equal((FindingKind.Broken, name, actual + finding.Delivery?.EntityId + " as well"), (finding.Kind, finding.Delivery?.Event, finding.Actual));
    }

    [Fact]
    public async Task An_event_that_takes_effect_under_a_like_event_of_another_family_is_found()
    {
        using var consumer = new SoundHandler { AppliesAlso = posted => posted.Event == Created ? [("customer.created", posted.Entity!)] : [] };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer) { Accepted = [Created, "customer.created"] }.FindAsync("EFFECT-02")).Kind);
    }

    [Fact]
    public async Task An_event_that_takes_effect_on_what_it_refers_to_is_found()
    {
        using var byKey = new SoundHandler { AppliesAlso = posted => [(posted.Event!, posted.Data.GetProperty("transaction_key").GetString()!)] };
        using var byReference = new SoundHandler { AppliesAlso = posted => [(posted.Event!, posted.Data.GetProperty("partner").GetProperty("id").GetString()!)] };

        foreach (var consumer in new[] { byKey, byReference })
        {
            var finding = await new ClauseBench(consumer) { Accepted = ["reward.created"] }.FindAsync("EFFECT-02");

            Assert.Equal(FindingKind.Broken, finding.Kind);
            Assert.DoesNotContain(finding.Delivery!.EntityId, finding.Actual, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_effect_that_is_found_by_the_entitys_own_key_as_well_is_no_other()
    {
        using var consumer = new SoundHandler { AppliesAlso = posted => [(posted.Event!, posted.Data.GetProperty("key").GetString()!)] };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("EFFECT-02"));
    }
}
