using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>Clauses, reports and first deliveries that are made by hand.</summary>
internal static class Bench
{
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <summary>How long an answer that never comes is waited for: long enough for one that comes on a busy machine.</summary>
    public static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(500);

    /// <summary>Short enough that a test waits for hardly anything.</summary>
    public static readonly RetryLimits ShortLimits = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(150), TimeSpan.Zero, TimeSpan.Zero);

    public static WebhookClause Clause(
        string id = "TEST-01",
        Func<ClauseRun, CancellationToken, Task<ClauseFinding>>? check = null,
        IReadOnlyList<Capability>? needs = null,
        ClauseBasis? buildsOn = null,
        bool isAdvice = false)
    {
        check ??= (_, _) => Task.FromResult(ClauseFinding.Kept);
        return buildsOn is { } basis
            ? new WebhookClause { Id = id, Title = "is tested", Why = "", Source = "", Remedy = "", Check = check, Needs = needs ?? [], IsAdvice = isAdvice, BuildsOn = basis }
            : new WebhookClause { Id = id, Title = "is tested", Why = "", Source = "", Remedy = "", Check = check, Needs = needs ?? [], IsAdvice = isAdvice };
    }

    public static ClauseReport Report(string id, ClauseOutcome outcome, string? reason = null, bool isBlocked = false) =>
        new(Clause(id), outcome, reason, TimeSpan.Zero, null) { IsBlocked = isBlocked };

    /// <summary>What a consumer is known by that accepts some events, and of which some have effects.</summary>
    public static Baseline Baseline(WebhookConsumer consumer, string[] accepted, string[]? effective = null, DeliveryAnswer? refusal = null, string[]? refused = null)
    {
        var identity = consumer.NewIdentity(7);
        var factory = new DeliveryFactory(consumer.Settings, identity, "control", 7);
        return new Baseline(
            [
                .. accepted.Select(name => (factory.Valid(name), new DeliveryAnswer(200, Moment))),
                .. (refused ?? []).Select(name => (factory.Valid(name), refusal ?? new DeliveryAnswer(400, Moment))),
            ],
            effective ?? [],
            TimeSpan.Zero,
            factory.Known,
            identity);
    }

    public static DeliveryFactory Factory(WebhookConsumer consumer) => new(consumer.Settings, consumer.NewIdentity(7), "test", 7);

    public static WebhookDelivery Delivery(string name = "partner.created") => Factory(new WebhookConsumer(ScriptedHandler.Address, ScriptedHandler.Secret)).Valid(name);

    /// <summary>A URL that holds all that a capability's must hold.</summary>
    public static string Url(Capability capability) => $"http://127.0.0.1:9/{capability.Url.Word}?of={string.Join('&', capability.Url.Places)}";

    public static EffectsProbe Effects(Func<string, string, int> count) =>
        (name, id, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([.. Enumerable.Repeat(new WebhookEffect(), count(name, id))]);

    /// <summary>What the first deliveries show of a consumer.</summary>
    public static async Task<Baseline> FindBaselineAsync(WebhookConsumer consumer, bool isReplay = false)
    {
        using var session = new ConsumerSession(consumer, new ConsumerHistory());
        return await session.FindBaselineAsync(consumer.NewIdentity(7), isReplay, TestContext.Current.CancellationToken);
    }

    /// <summary>A consumer for which a test waits hardly at all.</summary>
    public static WebhookConsumer Consumer(ScriptedHandler handler, string[]? handles, Func<string, int>? effects = null, RetryLimits? limits = null) =>
        new(handler, ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            Handles = handles,
            AnswerTimeout = Hurry,
            EffectTimeout = TimeSpan.FromMilliseconds(40),
            RetryLimits = limits ?? ShortLimits,
            Effects = effects is null ? null : handler.Effects(effects),
        };
}
