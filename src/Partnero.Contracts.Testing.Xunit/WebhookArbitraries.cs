using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Testing.Replay;
using Xunit;
using Xunit.v3;

namespace Partnero.Contracts.Testing.Xunit;

/// <summary>What <see cref="WebhookPropertyAttribute"/> draws: FsCheck finds these by their types, and they find the attribute of the running test.</summary>
internal static class WebhookArbitraries
{
    /// <summary>Valid deliveries.</summary>
    public static Arbitrary<ValidDelivery> Valid() =>
        Of(ReplayKind.Valid, settings => FixtureArbitrary.Valid(settings), ValidDelivery.OfToken);

    /// <summary>Deliveries with one fault.</summary>
    public static Arbitrary<FaultyDelivery> Faulty() =>
        Of(ReplayKind.Faulty, settings => FixtureArbitrary.Faulty(settings, Marked()?.Faults ?? []), FaultyDelivery.OfToken);

    /// <summary>Sequences of deliveries.</summary>
    public static Arbitrary<DeliverySequence> Sequences() =>
        Of(ReplayKind.Sequence, settings => FixtureArbitrary.Sequences(settings), DeliverySequence.OfToken);

    private static Arbitrary<T> Of<T>(ReplayKind kind, Func<FixtureSettings, Arbitrary<T>> arbitrary, Func<string, FixtureSettings?, T> ofToken)
    {
        var settings = Marked()?.ToSettings() ?? FixtureSettings.Default;
        var tokens = (Marked()?.Replay ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(token => ReplayToken.Parse(token).Kind == kind).ToList();
        if (tokens.Count == 0 && Marked()?.Replay is { } given)
            throw new FormatException($"The replay token '{given}' is of something else than the parameters of this property are.");
        if (tokens.Count == 0)
            return arbitrary(settings);

        // One for each parameter of this type, in order; it is not made smaller, for it is the smallest.
        var values = tokens.ConvertAll(token => ofToken(token, settings));
        var next = 0;
        return Arb.From(Gen.Fresh(() => values[next++ % values.Count]));
    }

    private static WebhookPropertyAttribute? Marked() =>
        (TestContext.Current.TestMethod as IXunitTestMethod)?.Method.GetCustomAttributes(typeof(WebhookPropertyAttribute), inherit: true).OfType<WebhookPropertyAttribute>().FirstOrDefault();
}
