using System.Reflection;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Running;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>How often the first deliveries are sent where clauses are verified one by one.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly ScriptedHandler _handler = new(_ => 200);

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task A_consumer_that_is_held_is_sent_its_first_deliveries_once()
    {
        var consumer = Bench.Consumer(_handler, ["partner.updated"]);

        await VerifyAsync(consumer);
        await VerifyAsync(consumer);

        Assert.Single(_handler.All);
    }

    [Fact]
    public async Task Two_that_are_made_alike_are_each_sent_theirs_outside_a_test_method()
    {
        await VerifyAsync(Bench.Consumer(_handler, ["partner.updated"]));
        await VerifyAsync(Bench.Consumer(_handler, ["partner.updated"]));

        Assert.Equal(2, _handler.All.Count);
    }

    [Fact]
    public async Task Consumers_that_were_given_one_baseline_share_it()
    {
        var baseline = new ConsumerBaseline();

        await VerifyAsync(Made(baseline));
        await VerifyAsync(Made(baseline), new BaselineScope());

        Assert.Single(_handler.All);
    }

    [Fact]
    public async Task A_fixture_that_makes_its_consumer_each_time_it_is_asked_is_sent_the_first_deliveries_once()
    {
        var scope = new BaselineScope();

        await VerifyAsync(Made(null), scope);
        await VerifyAsync(Made(null), scope);

        Assert.Single(_handler.All);
        Assert.Equal(1, scope.Count);
    }

    [Fact]
    public async Task A_fixture_whose_methods_look_into_its_consumer_holds_the_baseline_without_a_test_method_too()
    {
        var (fixture, other) = (new Fixture(_handler), new Fixture(_handler));

        await VerifyAsync(fixture.Consumer);
        await VerifyAsync(fixture.Consumer);
        Assert.Single(_handler.All);

        await VerifyAsync(other.Consumer);
        Assert.Equal(2, _handler.All.Count);
    }

    [Fact]
    public async Task A_lambda_is_no_fixture()
    {
        for (var i = 0; i < 2; i++)
            await VerifyAsync(new WebhookConsumer(_handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.updated"], Effects = (_, _, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([]), EffectTimeout = TimeSpan.FromMilliseconds(20) });

        Assert.Equal(2, _handler.All.Count);
    }

    [Fact]
    public void Another_secret_event_or_probe_makes_another_consumer()
    {
        var scope = new BaselineScope();
        WebhookConsumer[] others =
        [
            Made(null),
            new(_handler, ScriptedHandler.Address, "another") { Handles = ["partner.updated"], Effects = FindAsync },
            new(_handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Effects = FindAsync },
            new(_handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.updated"], Effects = Bench.Effects((_, _) => 0) },
            new(_handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.updated"], Effects = FindAsync, WebhookKey = "uLbBzVvN7ARX" },
            new(ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.updated"], Effects = FindAsync },
        ];

        Assert.Equal(others.Length, others.Select(scope.Of).Distinct().Count());
    }

    /// <summary>A property that is added to the consumer has to be put on one of the two sides.</summary>
    [Fact]
    public void What_is_set_of_a_consumer_tells_it_from_another_or_leaves_its_first_deliveries_as_they_were()
    {
        string[] leaves = ["AcceptAnyCertificate", "AnswerTimeout", "Baseline", "Clock", "FailsAtEveryPoint", "Given", "Log", "Replica", "Restart", "RetryLimits", "Sender", "SetSecrets", "Waived"];
        var set = typeof(WebhookConsumer).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.SetMethod is not null).Select(property => property.Name);
        var tells = typeof(BaselineScope).GetNestedType("Likeness", BindingFlags.NonPublic)!.GetProperties().Select(property => property.Name);

        Assert.Equal(set.Concat(["Address", "Handler", "Secret"]).Order(StringComparer.Ordinal), tells.Concat(leaves).Order(StringComparer.Ordinal));
    }

    private static Task<IReadOnlyList<WebhookEffect>> FindAsync(string eventName, string entityId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WebhookEffect>>([]);

    private WebhookConsumer Made(ConsumerBaseline? baseline) => new(_handler, ScriptedHandler.Address, ScriptedHandler.Secret)
    {
        Handles = ["partner.updated"],
        Effects = FindAsync,
        EffectTimeout = TimeSpan.FromMilliseconds(20),
        Baseline = baseline,
    };

    private sealed class Fixture(ScriptedHandler handler)
    {
        private readonly List<WebhookEffect> _effects = [];

        public WebhookConsumer Consumer => new(handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.updated"], Effects = FindAsync, EffectTimeout = TimeSpan.FromMilliseconds(20) };

        private Task<IReadOnlyList<WebhookEffect>> FindAsync(string eventName, string entityId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<WebhookEffect>>(_effects);
    }

    private static async Task VerifyAsync(WebhookConsumer consumer, BaselineScope? scope = null)
    {
        var clause = Bench.Clause();
        clause.Scope = scope;
        await new ContractRunner(consumer).VerifyAsync(clause, TestContext.Current.CancellationToken);
    }
}
