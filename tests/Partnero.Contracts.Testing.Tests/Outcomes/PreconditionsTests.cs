using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class PreconditionsTests
{
    private const string Created = "partner.created";

    private static readonly HttpProbes Probes = new();

    private static readonly WebhookConsumer Bare = new(ScriptedHandler.Address, ScriptedHandler.Secret);

    private static readonly WebhookConsumer Full = Giving(Capability.All);

    public static TheoryData<string> Capabilities => [.. Capability.All.Select(capability => capability.Name)];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void A_clause_is_not_exercised_without_what_it_needs_and_the_property_is_named(string need)
    {
        var others = Capability.All.Where(capability => capability.Name != need).ToList();
        var finding = Find(Bench.Clause(needs: Capability.All), Giving(others), Bench.Baseline(Bare, [Created], [Created]))!;

        Assert.Equal((FindingKind.NotExercised, false), (finding.Kind, finding.IsBlocked));
        Assert.EndsWith($" Set WebhookConsumer.{need}.", finding.Reason, StringComparison.Ordinal);
        Assert.Null(Find(Bench.Clause(needs: others), Giving(others), Bench.Baseline(Bare, [Created], [Created])));
    }

    [Fact]
    public void A_clause_is_exercised_against_a_consumer_that_gives_all_it_needs()
    {
        Assert.Null(Find(Bench.Clause(needs: Capability.All), Full, Bench.Baseline(Bare, [Created], [Created])));
        Assert.Null(Find(Bench.Clause(), Bare, Bench.Baseline(Bare, [Created])));
    }

    [Fact]
    public void After_a_run_was_cut_short_no_clause_is_exercised()
    {
        var finding = Find(Bench.Clause(), Full, Bench.Baseline(Bare, [Created], [Created]) with { Incomplete = "It is gone." }, "It is gone.");

        Assert.Equal((FindingKind.NotExercised, "It is gone."), (finding!.Kind, finding.Reason));
    }

    [Fact]
    public void What_the_first_deliveries_showed_is_judged_where_they_were_cut_short_themselves()
    {
        Assert.Null(Find(Bench.Clause(buildsOn: ClauseBasis.Nothing), Bare, Bench.Baseline(Bare, [Created]) with { Incomplete = "It is gone." }, "It is gone."));
    }

    [Fact]
    public void What_the_first_deliveries_showed_is_not_judged_where_a_later_clause_cut_the_run_short()
    {
        var finding = Find(Bench.Clause(buildsOn: ClauseBasis.Nothing), Bare, Bench.Baseline(Bare, [Created]), "It is gone.");

        Assert.Equal(FindingKind.NotExercised, finding!.Kind);
    }

    [Fact]
    public void A_clause_that_builds_on_nothing_is_exercised_whatever_the_first_deliveries_showed()
    {
        Assert.Null(Find(Bench.Clause(buildsOn: ClauseBasis.Nothing), Bare, Bench.Baseline(Bare, [])));
    }

    [Fact]
    public void Where_no_delivery_was_sent_nothing_is_exercised()
    {
        Assert.StartsWith("No valid delivery was sent", Find(Bench.Clause(), Bare, Bench.Baseline(Bare, []))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_consumer_is_told_from_one_that_refuses()
    {
        var silence = new DeliveryAnswer(null, Bench.Moment, "no answer within 5 s") { IsTimeout = true };

        Assert.Contains("STATUS-01", Find(Bench.Clause(), Bare, Bench.Baseline(Bare, [], refusal: silence, refused: [Created]))!.Reason, StringComparison.Ordinal);
        Assert.Contains("accepts no valid delivery", Find(Bench.Clause(), Bare, Bench.Baseline(Bare, [], refused: [Created]))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_event_that_is_accepted_is_enough()
    {
        Assert.Null(Find(Bench.Clause(), Bare, Bench.Baseline(Bare, [Created], refused: ["partner.updated"])));
    }

    [Fact]
    public void Without_any_effect_clauses_about_effects_are_not_exercised_and_the_others_are()
    {
        Assert.Contains("EFFECT-01", Find(Bench.Clause(needs: [Capability.Effects]), Full, Bench.Baseline(Bare, [Created]))!.Reason, StringComparison.Ordinal);
        Assert.Null(Find(Bench.Clause(), Full, Bench.Baseline(Bare, [Created])));
    }

    [Fact]
    public void Where_effects_cannot_be_told_apart_only_what_the_first_answers_show_is_judged()
    {
        var doubted = Bench.Baseline(Bare, [Created], [Created]) with { Doubt = "Effects of nobody." };

        Assert.Null(Find(Bench.Clause(buildsOn: ClauseBasis.Nothing), Full, doubted));
        Assert.Equal("Effects of nobody.", Find(Bench.Clause(), Full, doubted)!.Reason);
        Assert.Equal("Effects of nobody.", Find(Bench.Clause(needs: [Capability.Effects], buildsOn: ClauseBasis.Nothing), Full, doubted)!.Reason);
    }

    private static ClauseFinding? Find(WebhookClause clause, WebhookConsumer consumer, Baseline baseline, string? cutShort = null)
    {
        using var session = new ConsumerSession(consumer, new ConsumerHistory { CutShort = cutShort });
        return Preconditions.Find(clause, session.Run(baseline, baseline.Identity, clause.Id));
    }

    private static WebhookConsumer Giving(IReadOnlyList<Capability> capabilities) => new(ScriptedHandler.Address, ScriptedHandler.Secret)
    {
        Given = GivenCapabilities.OverHttp(capabilities.ToDictionary(capability => capability, Bench.Url), Probes, ScriptedHandler.Address),
    };
}
