using Partnero.Contracts.Testing.Histories;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Histories;

public sealed class HistoryLedgerTests
{
    private readonly HistoryEvent _created = Event(1, "partner.created", "partner_1", isCreation: true);
    private readonly HistoryEvent _updated = Event(2, "partner.updated", "partner_1");
    private readonly HistoryEvent _updatedAgain = Event(3, "partner.updated", "partner_1");
    private readonly HistoryLedger _ledger = new();

    [Fact]
    public void What_was_acknowledged_has_one_effect_and_what_was_not_comes_again()
    {
        _ledger.Tried(_created);
        Assert.Equal([_created], _ledger.Pending);
        Assert.Equal((0, 1), Expected(_created));

        _ledger.Acknowledged(_created);

        Assert.Empty(_ledger.Pending);
        Assert.Equal((1, 1), Expected(_created));
    }

    [Fact]
    public void Events_of_one_name_and_entity_are_counted_together()
    {
        Deliver(_created, _updated, _updatedAgain);

        Assert.Equal((2, 2), Expected(_updated));
    }

    [Fact]
    public void An_event_may_be_ignored_where_a_later_one_was_tried_before_it()
    {
        Deliver(_created, _updatedAgain, _updated);

        Assert.True(_ledger.MayBeIgnored(_updated));
        Assert.False(_ledger.MayBeIgnored(_updatedAgain));
        Assert.Equal((1, 2), Expected(_updated));
    }

    [Fact]
    public void An_event_that_was_not_seen_to_be_applied_may_be_overtaken()
    {
        Deliver(_created);
        _ledger.Tried(_updated);
        _ledger.Acknowledged(_updated);
        _ledger.Tried(_updatedAgain);

        Assert.True(_ledger.MayBeIgnored(_updated));
    }

    [Fact]
    public void An_event_may_be_ignored_where_its_creation_comes_after_it_or_was_not_seen_before_it()
    {
        _ledger.Tried(_updated);
        _ledger.Acknowledged(_updated);
        Deliver(_created);
        Assert.True(_ledger.MayBeIgnored(_updated));

        var other = new HistoryLedger();
        other.Tried(_created);
        other.Acknowledged(_created);
        other.Tried(_updated);
        other.Acknowledged(_updated);
        Assert.True(other.MayBeIgnored(_updated));
    }

    [Fact]
    public void What_happens_to_one_entity_says_nothing_of_another()
    {
        var other = Event(4, "partner.updated", "partner_2");
        Deliver(other, _created, _updated);

        Assert.False(_ledger.MayBeIgnored(_updated));
        Assert.False(_ledger.MayBeIgnored(other));
        Assert.Empty(_ledger.Unseen("partner_1"));
    }

    private static HistoryEvent Event(int number, string name, string entity, bool isCreation = false)
    {
        var delivery = Bench.Delivery(name) with { EntityId = entity };
        return new HistoryEvent(number, delivery, delivery, isCreation);
    }

    /// <summary>Each acknowledged, and seen to be applied before the next.</summary>
    private void Deliver(params HistoryEvent[] events)
    {
        foreach (var sent in events)
        {
            _ledger.Tried(sent);
            _ledger.Acknowledged(sent);
            _ledger.Seen(sent.Key);
        }
    }

    private (int AtLeast, int AtMost) Expected(HistoryEvent sent)
    {
        var (_, atLeast, atMost) = _ledger.Expected().Single(one => one.Event.Key == sent.Key);
        return (atLeast, atMost);
    }
}
