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
        Effects = SequenceModel.Expect(steps, haveCreation, @case.Settings.Schemas.Life.IsCreation);
        _case = @case;
    }

    /// <summary>The deliveries in the order of their arrival.</summary>
    public IReadOnlyList<SequenceStep> Steps { get; }

    /// <summary>How many effects each event of each entity must have in the end; those of forgeries are 0.</summary>
    public IReadOnlyList<ExpectedEffect> Effects { get; }

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

    /// <summary>A line for each delivery, the expected effects, and the replay token.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Steps.Count} deliveries");
        foreach (var (i, step) in Steps.Index())
            text.AppendLine(CultureInfo.InvariantCulture, $"  {i + 1,2}. {step}");
        foreach (var effect in Effects)
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

    /// <summary>Why it comes.</summary>
    public SequenceStepKind Kind { get; init; }

    /// <summary>What goes over the wire.</summary>
    public WebhookDelivery Delivery { get; init; }

    /// <summary>When it is sent, from the beginning of the sequence; never earlier than the one before.</summary>
    public TimeSpan At { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind.ToString().ToLowerInvariant(),-9} {At:hh\\:mm\\:ss}  {Delivery.Event} of {Delivery.EntityId}{(Kind == SequenceStepKind.Forged ? ": " + Delivery.Note : "")}";
}

/// <summary>Why a delivery of a sequence comes.</summary>
public enum SequenceStepKind
{
    /// <summary>A new event.</summary>
    New,

    /// <summary>A new event that comes after one that happened later.</summary>
    Late,

    /// <summary>The same bytes as an earlier delivery.</summary>
    Duplicate,

    /// <summary>The same bytes as an earlier delivery, at one of the times of the sender's retries after it; at once, where that has passed.</summary>
    Retry,

    /// <summary>A delivery that the sender did not sign.</summary>
    Forged,
}

/// <summary>How many effects one event of one entity must have once all is delivered.</summary>
public sealed record ExpectedEffect
{
    internal ExpectedEffect(string eventName, string entityId, int atLeast, int atMost)
    {
        Event = eventName;
        EntityId = entityId;
        AtLeast = atLeast;
        AtMost = atMost;
    }

    /// <summary>The event's name.</summary>
    public string Event { get; init; }

    /// <summary>The entity.</summary>
    public string EntityId { get; init; }

    /// <summary>No fewer; fewer than <see cref="AtMost"/> where a consumer may ignore what comes too late.</summary>
    public int AtLeast { get; init; }

    /// <summary>No more.</summary>
    public int AtMost { get; init; }

    /// <summary>Whether so many effects are right.</summary>
    public bool Allows(int effects) => effects >= AtLeast && effects <= AtMost;

    /// <inheritdoc/>
    public override string ToString() => $"{(AtLeast == AtMost ? AtLeast.ToString(CultureInfo.InvariantCulture) : $"{AtLeast} to {AtMost}")} of {Event} of {EntityId}";
}
