using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>The baselines of the consumers that a test method or a fixture makes: objects that stand for the same consumer have the same one.</summary>
/// <remarks>A fixture often makes the consumer again each time that it is asked, from the same process and with the same probes.</remarks>
internal sealed class BaselineScope
{
    /// <summary>Each scope lives as long as the object whose methods look into the consumer.</summary>
    private static readonly ConditionalWeakTable<object, BaselineScope> Held = [];

    private readonly ConcurrentDictionary<Likeness, ConsumerBaseline> _baselines = new();

    /// <summary>How many consumers there were that are not the same.</summary>
    public int Count => _baselines.Count;

    public ConsumerBaseline Of(WebhookConsumer consumer) => _baselines.GetOrAdd(Likeness.Of(consumer), _ => new ConsumerBaseline());

    /// <summary>The scope of the fixture that made a consumer: the object whose methods look into it; null where there is no such object.</summary>
    public static BaselineScope? OfFixture(WebhookConsumer consumer) =>
        (consumer.Effects?.Target ?? consumer.State?.Target ?? consumer.FailFor?.Target ?? consumer.Restart?.Target) is { } fixture && !IsOfLambda(fixture) ? Held.GetOrCreateValue(fixture) : null;

    /// <summary>What the compiler makes for a lambda is of no fixture's, and may be one for the whole process.</summary>
    private static bool IsOfLambda(object target) => target.GetType().IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    /// <summary>Two probes are the same where they call the same method of the same object, such as a fixture.</summary>
    private sealed record Likeness(
        Uri Address, string Secret, string? WebhookKey, EffectsProbe? Effects, StateProbe? State, FailureSwitch? FailFor, HttpMessageHandler? Handler, string Handles, TimeSpan EffectTimeout, WebhookSchemas Schemas)
    {
        public static Likeness Of(WebhookConsumer consumer) => new(
            consumer.Address,
            consumer.Secret,
            consumer.WebhookKey,
            consumer.Effects,
            consumer.State,
            consumer.FailFor,
            consumer.Handler,
            consumer.Handles is null ? "*" : string.Join(',', consumer.Handles),
            consumer.EffectTimeout,
            consumer.Schemas);
    }
}
