using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing;

/// <summary>Drawn deliveries for FsCheck, with shrinking that keeps what they are.</summary>
/// <remarks>
/// As <c>Arbitrary = [typeof(FixtureArbitrary)]</c> they are drawn with <see cref="FixtureSettings.Default"/>;
/// <c>[WebhookProperty]</c> of <c>Partnero.Contracts.Testing.Xunit</c> sets them up for xunit.
/// </remarks>
public static class FixtureArbitrary
{
    /// <summary>Valid deliveries; a smaller one is valid and signed as well.</summary>
    public static Arbitrary<ValidDelivery> Valid() => Valid(FixtureSettings.Default);

    /// <summary>Valid deliveries; a smaller one is valid and signed as well.</summary>
    public static Arbitrary<ValidDelivery> Valid(FixtureSettings settings) =>
        Arb.From(Seeds().Select(seed => ValidDelivery.Draw(settings, Choices.Random(seed), Choices.Mix(seed, 1))), delivery => delivery.Shrink());

    /// <summary>Deliveries with one fault; a smaller one has the same fault, and no other.</summary>
    public static Arbitrary<FaultyDelivery> Faulty() => Faulty(FixtureSettings.Default);

    /// <summary>Deliveries with one fault; a smaller one has the same fault, and no other.</summary>
    public static Arbitrary<FaultyDelivery> Faulty(FixtureSettings settings, params FaultKind[] kinds) =>
        Arb.From(Seeds().Select(seed => Deliveries.Faulty(seed, settings, kinds).First()), delivery => delivery.Shrink());

    /// <summary>Sequences of deliveries; a smaller one has fewer of them, or smaller ones.</summary>
    public static Arbitrary<DeliverySequence> Sequences() => Sequences(FixtureSettings.Default);

    /// <summary>Sequences of deliveries; a smaller one has fewer of them, or smaller ones.</summary>
    public static Arbitrary<DeliverySequence> Sequences(FixtureSettings settings) =>
        Arb.From(Seeds().Select(seed => DeliverySequence.Draw(settings, Choices.Random(seed), Choices.Mix(seed, 1))), sequence => sequence.Shrink());

    /// <summary>Payloads (the envelope's <c>data</c>) that an event's schema allows, as the JSON that PHP writes.</summary>
    /// <exception cref="ArgumentException">No schema describes the event.</exception>
    public static Gen<string> Payloads(string eventName, FixtureSettings? settings = null)
    {
        settings ??= FixtureSettings.Default;
        var schema = settings.Schemas.Of(eventName);
        var style = new DrawStyle(settings.Profile, OptionalFields.Some, Evidence.OptIn);
        return Seeds().Select(seed =>
        {
            var id = EntityIds.Usual(settings, eventName, seed);
            return PhpJson.Text(BodyGenerator.Payload(schema, Choices.Random(seed), style, new EntityWords(seed, settings.Moment, id), id));
        });
    }

    /// <summary>Values that any schema allows, as the JSON that PHP writes.</summary>
    /// <param name="schema">JSON Schema draft-07.</param>
    /// <param name="profile">What they are like.</param>
    /// <exception cref="ArgumentException">The text is not JSON, or not a schema that values can be drawn from; the message says where.</exception>
    public static Gen<string> Values(string schema, FixtureProfile profile = FixtureProfile.Realistic)
    {
        const string name = "value.drawn";
        var read = WebhookSchemas.BuiltIn.With(name, schema).Of(name);
        var planner = EventPlans.Of(read).Planner;
        var plans = planner.For([read.Data]);
        return Seeds().Select(seed => PhpJson.Text(new ValueGenerator(
            Choices.Random(seed), new DrawStyle(profile, OptionalFields.Some, Evidence.OptIn), new EntityWords(seed, FixtureSettings.Default.Moment, "entity"), planner).Draw(plans, "", 0)));
    }

    private static Gen<ulong> Seeds() =>
        Gen.Choose(int.MinValue, int.MaxValue).Two().Select(halves => ((ulong)(uint)halves.Item1 << 32) | (uint)halves.Item2);
}
