using System.Globalization;
using System.Text;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Replay;

namespace Partnero.Contracts.Testing;

/// <summary>
/// A run of deliveries as a consumer may see it: new events over a few entities, and between them duplicates, retries at the sender's times,
/// deliveries that come late, and forgeries. With it come the effects that a sound consumer must end with.
/// </summary>
public sealed record DeliverySequence
{
    private readonly FixtureCase _case;

    private DeliverySequence(IReadOnlyList<SequenceStep> steps, IReadOnlySet<string> haveCreation, FixtureCase @case)
    {
        Steps = steps;
        Expected = SequenceModel.Expect(steps, haveCreation, @case.Settings.Schemas.Life.IsCreation);
        _case = @case;
    }

    /// <summary>The deliveries in the order of their arrival.</summary>
    public IReadOnlyList<SequenceStep> Steps { get; }

    /// <summary>How many effects each event of each entity must have in the end; those of forgeries are 0.</summary>
    internal IReadOnlyList<ExpectedEffect> Expected { get; }

    /// <summary>What makes the same sequence again, in any test and on any machine.</summary>
    public string Replay => _case.Token;

    /// <summary>The sequence that a token was printed with.</summary>
    /// <param name="token">The token.</param>
    /// <param name="settings">Gives the secret and the schemas.</param>
    /// <exception cref="FormatException">It is no token of a sequence; the message says what it is.</exception>
    public static DeliverySequence OfToken(string token, FixtureSettings? settings = null)
    {
        var @case = FixtureCase.Of(token, ReplayKind.Sequence, settings);
        return @case.Replay((choices, nonce) => Draw(@case.Settings, choices, nonce));
    }

    /// <summary>What a consumer made of the sequence, and a sound one would not have: each event takes effect once, or not at all where it may ignore what comes too late, and a forgery never does.</summary>
    /// <param name="effects">How many effects the consumer ends with, by the name of an event and the id of an entity.</param>
    /// <returns>A sentence for each event of each entity that has too few effects, or too many; none for a sound consumer.</returns>
    public IReadOnlyList<string> WrongEffects(Func<string, string, int> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return
        [
            .. Expected.Select(expected => (Effect: expected, Count: effects(expected.Event, expected.EntityId)))
                .Where(pair => !pair.Effect.Allows(pair.Count))
                .Select(pair => pair.Effect.Unlike(pair.Count)),
        ];
    }

    /// <summary>A line for each delivery, the expected effects, and the replay token.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Steps.Count} deliveries");
        foreach (var (i, step) in Steps.Index())
            text.AppendLine(CultureInfo.InvariantCulture, $"  {i + 1,2}. {step}");
        foreach (var effect in Expected)
            text.AppendLine(CultureInfo.InvariantCulture, $"  expected  {effect}");
        return text.ToString().TrimEnd() + _case.TokenLine;
    }

    internal static DeliverySequence Draw(FixtureSettings settings, Choices choices, ulong nonce)
    {
        var generator = new SequenceGenerator(settings, choices, nonce);
        var steps = generator.Draw();
        return new DeliverySequence(steps, generator.Created, new FixtureCase(ReplayKind.Sequence, settings, [], choices.ToArray(), nonce));
    }

    /// <summary>Shorter sequences, and such of smaller deliveries.</summary>
    internal IEnumerable<DeliverySequence> Shrink() => _case.Shrink((choices, nonce) =>
    {
        var smaller = Draw(_case.Settings, choices, nonce);
        smaller._case.From = _case;
        return smaller;
    });
}

/// <summary>One delivery of a sequence.</summary>
public sealed record SequenceStep
{
    internal SequenceStep(SequenceStepKind kind, WebhookDelivery delivery, TimeSpan at)
    {
        Kind = kind;
        Delivery = delivery;
        At = at;
    }

    /// <summary>Whether the sender did not sign it: it must be refused, and have no effect.</summary>
    public bool IsForged => Kind == SequenceStepKind.Forged;

    /// <summary>Whether it has the bytes of an earlier delivery: it is a duplicate, or a retry.</summary>
    public bool IsRepeated => Kind is SequenceStepKind.Duplicate or SequenceStepKind.Retry;

    /// <summary>Why it comes.</summary>
    internal SequenceStepKind Kind { get; init; }

    /// <summary>What goes over the wire.</summary>
    public WebhookDelivery Delivery { get; init; }

    /// <summary>When it is sent, from the beginning of the sequence; never earlier than the one before.</summary>
    public TimeSpan At { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind.ToString().ToLowerInvariant(),-9} {At:hh\\:mm\\:ss}  {Delivery.Event} of {Delivery.EntityId}{(IsForged ? ": " + Delivery.Note : "")}";
}
