using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Histories;
using Partnero.Contracts.Testing.Tests.Clauses;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Histories;

public sealed class HistoryPlannerTests
{
    private static readonly string[] Events = ["partner.created", "partner.updated", "partner.approved", "partner.deleted", "transaction.created", "reward.created"];

    [Fact]
    public async Task Every_kind_of_step_is_drawn_and_nothing_that_the_consumer_cannot_be_made_to_do()
    {
        var all = await DrawAsync(Capability.All, 200);
        Assert.Equal(Enum.GetValues<HistoryStepKind>(), all.SelectMany(history => history).Select(step => step.Kind).Distinct().Order());
        Assert.Contains(all.SelectMany(history => history), step => step.FailsAt is not null);
        Assert.Contains(all.SelectMany(history => history), step => step.HasOtherHeaders);

        var few = (await DrawAsync([Capability.Effects], 200)).SelectMany(history => history).ToList();
        Assert.DoesNotContain(few, step => step.Kind is HistoryStepKind.Restart or HistoryStepKind.Wait || step.FailsAt is not null);
    }

    [Fact]
    public async Task What_happens_is_valid_and_is_delivered_in_the_end()
    {
        foreach (var history in await DrawAsync(Capability.All, 200))
        {
            var happened = history.SelectMany(step => step.Events).Distinct().ToList();
            var delivered = history.Where(step => step.Kind is HistoryStepKind.Deliver or HistoryStepKind.HangUp).SelectMany(step => step.Events).Distinct();
            Assert.Equal(happened.OrderBy(one => one.Number), delivered.OrderBy(one => one.Number));
            Assert.All(happened, one => Assert.Empty(WebhookSchemas.BuiltIn.Validate(one.Delivery.Body)));
            Assert.All(happened, one => Assert.Equal(one.Delivery.Signature, one.Delivery.Signed(Outcomes.ScriptedHandler.Secret).Signature));
            Assert.All(happened, one => Assert.Equal(one.Delivery.BodyText, one.Sent.BodyText));

            // Nothing that is right stays in what is forged.
            foreach (var step in history.Where(step => step.Kind == HistoryStepKind.Forge))
                Assert.DoesNotContain(step.Forgery!.Headers, header => header.Value == step.Forgery.Signed(Outcomes.ScriptedHandler.Secret).Signature);
        }
    }

    [Fact]
    public async Task A_life_goes_in_its_order_and_ends_with_its_end()
    {
        foreach (var history in await DrawAsync(Capability.All, 200))
        {
            foreach (var life in history.SelectMany(step => step.Events).Distinct().OrderBy(one => one.Number).GroupBy(one => one.Entity))
            {
                var names = life.Select(one => one.Delivery.Event).ToList();
                Assert.True(life.First().IsCreation);
                Assert.Single(life, one => one.IsCreation);
                Assert.True(names.IndexOf("partner.deleted") is var end && (end < 0 || end == names.Count - 1), string.Join(", ", names));
            }
        }
    }

    /// <summary>Of two changes at one moment either may be the last, and nothing could be said of what is stored.</summary>
    [Fact]
    public async Task What_happens_to_an_entity_happens_at_moments_of_its_own_and_to_others_at_the_same_now_and_then()
    {
        var together = 0;
        foreach (var history in await DrawAsync(Capability.All, 2000))
        {
            var happened = history.SelectMany(step => step.Events).Distinct().OrderBy(one => one.Number).ToList();
            foreach (var life in happened.GroupBy(one => one.Entity).Select(life => life.Select(MomentOf).ToList()))
                Assert.Equal(life.Distinct().Order(StringComparer.Ordinal), life);
            together += happened.Count - happened.Select(MomentOf).Distinct().Count();
        }

        Assert.InRange(together, 100, int.MaxValue);

        static string MomentOf(HistoryEvent one) => JsonNode.Parse(one.Delivery.BodyText)!["created_at"]!.GetValue<string>();
    }

    [Fact]
    public async Task The_same_choices_draw_the_same_steps_and_none_draws_one_delivery()
    {
        var made = new List<string>();
        await new ClauseBench(new SoundHandler()) { Accepted = Events }.FindAsync(run =>
        {
            var choices = Choices.Random(11);
            made.Add(Say(new HistoryPlanner(run, FixtureProfile.Realistic, choices).Draw()));
            made.Add(Say(new HistoryPlanner(run, FixtureProfile.Realistic, Choices.Replay(choices.ToArray())).Draw()));
            made.Add(Say(new HistoryPlanner(run, FixtureProfile.Realistic, Choices.Replay([])).Draw()));
            return Task.FromResult(ClauseFinding.Kept);
        });

        Assert.Equal(made[0], made[1]);
        Assert.Equal("Deliver partner.created", made[2]);

        static string Say(IReadOnlyList<HistoryStep> steps) =>
            string.Join("; ", steps.Select(step => $"{step.Kind} {string.Join(", ", step.Events.Select(one => one.Delivery.Event))}{step.FailsAt}"));
    }

    private static async Task<IReadOnlyList<IReadOnlyList<HistoryStep>>> DrawAsync(IReadOnlyList<Capability> gives, int count)
    {
        var drawn = new List<IReadOnlyList<HistoryStep>>();
        await new ClauseBench(new SoundHandler()) { Accepted = Events, Gives = gives }.FindAsync(run =>
        {
            for (ulong seed = 0; seed < (ulong)count; seed++)
                drawn.Add(new HistoryPlanner(run, FixtureProfile.Realistic, Choices.Random(seed)).Draw());
            return Task.FromResult(ClauseFinding.Kept);
        });
        return drawn;
    }
}
