using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Sends the deliveries of a replay token to a consumer, and says whether a sound one would have answered so.</summary>
internal static class DeliveryReplay
{
    /// <summary>Sends what a token describes.</summary>
    /// <param name="consumer">The consumer; of its capabilities, <see cref="WebhookConsumer.Effects"/> is looked at, and <see cref="WebhookConsumer.Clock"/> moved on between the deliveries of a sequence.</param>
    /// <param name="token">The token of a valid delivery, a faulty one or a sequence. For a clause's, see <see cref="ContractRunner.ReplayAsync"/>.</param>
    /// <exception cref="FormatException">It is no such token; the message says what it is.</exception>
    /// <exception cref="ConsumerUnreachableException">Nothing listens at the consumer's address.</exception>
    /// <remarks>A consumer that lets the sender wait for several deliveries in a row is sent no more of them.</remarks>
    public static async Task<ReplayReport> RunAsync(WebhookConsumer consumer, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var settings = new FixtureSettings { Secret = consumer.Secret, Schemas = consumer.Schemas };
        return ReplayToken.Parse(token).Kind switch
        {
            ReplayKind.Valid => await SendAsync(consumer, [(ValidDelivery.OfToken(token, settings).Delivery, Profile(token), TimeSpan.Zero)], [], cancellationToken).ConfigureAwait(false),
            ReplayKind.Faulty when FaultyDelivery.OfToken(token, settings) is var faulty => await SendAsync(
                consumer, [(faulty.Delivery, faulty.Injected.Expected, TimeSpan.Zero)], faulty.MustBeRefused ? [new(faulty.Event, faulty.EntityId, 0, 0)] : [], cancellationToken).ConfigureAwait(false),
            ReplayKind.Sequence when DeliverySequence.OfToken(token, settings) is var sequence => await SendAsync(
                consumer, [.. sequence.Steps.Select(step => (step.Delivery, Expects(sequence, step), step.At))], sequence.Expected, cancellationToken).ConfigureAwait(false),
            _ => throw new FormatException("The replay token is of a clause of the contract: it is replayed by the contract, not as a delivery."),
        };
    }

    /// <summary>What the adversarial profile draws is advice.</summary>
    private static ExpectedAnswer Profile(string token) =>
        ReplayToken.Parse(token).Profile == FixtureProfile.Realistic ? ExpectedAnswer.Accepted : ExpectedAnswer.Survived;

    /// <summary>What a consumer may make nothing of, it may refuse as well, until what it waits for has come.</summary>
    private static ExpectedAnswer Expects(DeliverySequence sequence, SequenceStep step)
    {
        if (step.IsForged)
            return ExpectedAnswer.Refused;
        var expected = sequence.Expected.Single(effect => effect.Event == step.Delivery.Event && effect.EntityId == step.Delivery.EntityId);
        return expected.AtLeast == expected.AtMost ? ExpectedAnswer.Accepted : ExpectedAnswer.Survived;
    }

    private static async Task<ReplayReport> SendAsync(
        WebhookConsumer consumer, IReadOnlyList<(WebhookDelivery Delivery, ExpectedAnswer Expects, TimeSpan At)> deliveries, IReadOnlyList<ExpectedEffect> expected, CancellationToken cancellationToken)
    {
        using var connection = consumer.CreateSender();
        // A sequence is short: each of its deliveries may be put off as long as any.
        var sender = new RetryingSender(connection, RetryLimits.Default with { Later = TimeSpan.MaxValue }, new ConsumerHistory());
        var sent = new List<ReplayedDelivery>();
        var now = TimeSpan.Zero;
        foreach (var (delivery, expects, at) in deliveries)
        {
            if (consumer.Clock is { } clock && at > now)
                await clock.AdvanceAsync(at - now, cancellationToken).ConfigureAwait(false);
            now = at;
            try
            {
                sent.Add(new ReplayedDelivery(delivery, expects, await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false)));
            }
            catch (ClauseEndedException ended) when (ended.Answer is { } answer)
            {
                // It is gone, or lets the sender wait for one delivery after the other: the rest would take as long again.
                sent.Add(new ReplayedDelivery(delivery, expects, answer));
                break;
            }
        }

        return new ReplayReport(sent, await CompareAsync(consumer, deliveries, expected, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(
        WebhookConsumer consumer, IReadOnlyList<(WebhookDelivery Delivery, ExpectedAnswer Expects, TimeSpan At)> deliveries, IReadOnlyList<ExpectedEffect> expected, CancellationToken cancellationToken)
    {
        var observer = new EffectsObserver(consumer);
        if (!observer.IsGiven || expected.Count == 0)
            return [];
        var looked = expected.Select(effect => (Effect: effect, deliveries.First(sent => sent.Delivery.Event == effect.Event && sent.Delivery.EntityId == effect.EntityId).Delivery)).ToList();
        await observer.WaitForAsync([.. looked.Where(pair => pair.Effect.AtLeast > 0).Select(pair => pair.Delivery)], 1, _ => consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await observer.QuietAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        var counts = new List<(ExpectedEffect Effect, int Count)>();
        foreach (var (effect, delivery) in looked)
            counts.Add((effect, await observer.CountAsync(delivery, cancellationToken).ConfigureAwait(false)));

        // An event that has no effect at all is not handled by this consumer.
        var handled = counts.Where(pair => pair.Count > 0).Select(pair => pair.Effect.Event).ToHashSet();
        return [.. counts.Where(pair => !pair.Effect.Allows(pair.Count) && (pair.Count > 0 || handled.Contains(pair.Effect.Event))).Select(pair => pair.Effect.Unlike(pair.Count))];
    }
}

/// <summary>What came of a replay.</summary>
internal sealed record ReplayReport
{
    internal ReplayReport(IReadOnlyList<ReplayedDelivery> deliveries, IReadOnlyList<string> wrongEffects)
    {
        Deliveries = deliveries;
        WrongEffects = wrongEffects;
    }

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<ReplayedDelivery> Deliveries { get; init; }

    /// <summary>A sentence for each event and entity whose effects are not those that a sound consumer ends with.</summary>
    public IReadOnlyList<string> WrongEffects { get; init; }

    /// <summary>Whether a sound consumer could have answered so. Advice does not count against it.</summary>
    public bool IsRight => WrongEffects.Count == 0 && Deliveries.All(delivery => delivery.Outcome != ClauseOutcome.Failed);
}

/// <summary>One delivery of a replay.</summary>
internal sealed record ReplayedDelivery
{
    internal ReplayedDelivery(WebhookDelivery delivery, ExpectedAnswer expects, DeliveryAnswer answer)
    {
        Delivery = delivery;
        Expects = expects;
        Answer = answer;
    }

    /// <summary>What was sent.</summary>
    public WebhookDelivery Delivery { get; init; }

    /// <summary>What a sound consumer does with it.</summary>
    public ExpectedAnswer Expects { get; init; }

    /// <summary>What this consumer did.</summary>
    public DeliveryAnswer Answer { get; init; }

    /// <summary>Passed for what a sound consumer answers, failed for what none does; advised for what is unfortunate, such as a 5xx to a bad signature.</summary>
    public ClauseOutcome Outcome => Expects switch
    {
        ExpectedAnswer.Accepted => Answer.IsAccepted ? ClauseOutcome.Passed : ClauseOutcome.Failed,
        ExpectedAnswer.Refused => Answer.IsAccepted ? ClauseOutcome.Failed : Answer.Status is >= 400 and < 500 ? ClauseOutcome.Passed : ClauseOutcome.Advised,
        _ => Answer.Status is null ? ClauseOutcome.Failed : Answer.IsCrash ? ClauseOutcome.Advised : ClauseOutcome.Passed,
    };

    /// <summary>What a sound consumer answers, in words.</summary>
    public string Expected => Expects switch
    {
        ExpectedAnswer.Accepted => "a 2xx",
        ExpectedAnswer.Refused => "a refusal, such as 401",
        _ => "an answer; best below 500",
    };
}
