using Partnero.Contracts.Testing.Generation;

namespace Partnero.Contracts.Testing;

/// <summary>Drawn deliveries as plain enumerations, for any test framework.</summary>
/// <remarks>Each enumeration goes on for ever: take as many as are wanted, as in <c>Deliveries.Valid(seed).Take(100)</c>. The same seed gives the same deliveries.</remarks>
public static class Deliveries
{
    /// <summary>Valid deliveries.</summary>
    /// <exception cref="ArgumentException">An event's schema allows no value, or none was found.</exception>
    public static IEnumerable<ValidDelivery> Valid(ulong seed, FixtureSettings? settings = null) =>
        Draw(seed, (choices, nonce) => ValidDelivery.Draw(settings ?? FixtureSettings.Default, choices, nonce));

    /// <summary>Deliveries with one fault each.</summary>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="settings">What they have in common.</param>
    /// <param name="kinds">The kinds of fault; all where none is named.</param>
    /// <exception cref="ArgumentException">An event's schema allows no value, or none was found.</exception>
    public static IEnumerable<FaultyDelivery> Faulty(ulong seed, FixtureSettings? settings = null, params FaultKind[] kinds) =>
        Faulty(seed, 0, settings ?? FixtureSettings.Default, kinds);

    /// <param name="seed">What they are drawn from.</param>
    /// <param name="salt">What their ids are made of besides.</param>
    /// <param name="settings">What they have in common.</param>
    /// <param name="kinds">The kinds of fault; all where none is named.</param>
    internal static IEnumerable<FaultyDelivery> Faulty(ulong seed, ulong salt, FixtureSettings settings, FaultKind[] kinds) =>
        Draw(seed, (choices, nonce) => FaultyDelivery.Draw(settings, kinds, choices, nonce ^ salt, null));

    /// <summary>Sequences of deliveries.</summary>
    /// <exception cref="ArgumentException">An event's schema allows no value, or none was found.</exception>
    public static IEnumerable<DeliverySequence> Sequences(ulong seed, FixtureSettings? settings = null) =>
        Draw(seed, (choices, nonce) => DeliverySequence.Draw(settings ?? FixtureSettings.Default, choices, nonce));

    private static IEnumerable<T> Draw<T>(ulong seed, Func<Choices, ulong, T?> draw)
        where T : class
    {
        const int mostEmpty = 1000;
        var empty = 0;
        for (var number = 1ul; ; number++)
        {
            var each = Choices.Mix(seed, number);
            if (draw(Choices.Random(each), Choices.Mix(each, 1)) is { } drawn)
            {
                empty = 0;
                yield return drawn;
            }
            else if (++empty > mostEmpty)
            {
                throw new InvalidOperationException($"No delivery with such a fault was found in {mostEmpty} draws: the schemas have no constraint that can be broken alone.");
            }
        }
    }
}
