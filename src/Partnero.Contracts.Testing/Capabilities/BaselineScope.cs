using System.Collections.Concurrent;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>The baselines of the consumers that a test method makes: objects that stand for the same consumer have the same one.</summary>
/// <remarks>A fixture often makes the consumer again each time that it is asked, from the same process and with the same probes.</remarks>
internal sealed class BaselineScope
{
    private readonly ConcurrentDictionary<Likeness, ConsumerBaseline> _baselines = new();

    /// <summary>How many consumers there were that are not the same.</summary>
    public int Count => _baselines.Count;

    public ConsumerBaseline Of(WebhookConsumer consumer) => _baselines.GetOrAdd(Likeness.Of(consumer), _ => new ConsumerBaseline());

    /// <summary>Two probes are the same where they call the same method of the same object, such as a fixture.</summary>
    private sealed record Likeness(
        Uri Address, string Secret, string? WebhookKey, EffectsProbe? Effects, FailureSwitch? FailFor, HttpMessageHandler? Handler, string Handles, TimeSpan EffectTimeout, WebhookSchemas Schemas)
    {
        public static Likeness Of(WebhookConsumer consumer) => new(
            consumer.Address,
            consumer.Secret,
            consumer.WebhookKey,
            consumer.Effects,
            consumer.FailFor,
            consumer.Handler,
            consumer.Handles is null ? "*" : string.Join(',', consumer.Handles),
            consumer.EffectTimeout,
            consumer.Schemas);
    }
}
