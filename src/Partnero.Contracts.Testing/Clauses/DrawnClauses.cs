using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What must hold for any delivery that the schemas allow: drawn at random, and made smaller where it fails.</summary>
internal static class DrawnClauses
{
    private const int PerEvent = 8;

    /// <summary>How many smaller deliveries are tried: a report is to come in seconds.</summary>
    private const int MaxSmaller = 200;

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "BODY-10",
            Title = "accepts any delivery such as the sender sends",
            Why = "What examples do not show, production does: an optional field that is absent, a name in another script, a reward without a fraction.",
            Source = "The schemas, from the guide and PHP's json_encode; drawn from the run's seed, with realistic values alone.",
            Remedy = "Replay the delivery against a consumer with an empty store, and fix what its log says about it.",
            Check = (run, cancellationToken) => CheckAsync(run, FixtureProfile.Realistic, cancellationToken),
        },
        new()
        {
            Id = "BODY-11",
            Title = "accepts any delivery that the schemas allow",
            IsAdvice = true,
            Why = "What no sender does today, one does after the next release: an empty text, an amount of 1.0e-5, a new status, a line feed in a name.",
            Source = "The schemas, to the ends of what they allow; the guide is silent on most of it.",
            Remedy = "Store the raw body before you judge it, and cut or replace in a copy what your database cannot hold.",
            Check = (run, cancellationToken) => CheckAsync(run, FixtureProfile.Adversarial, cancellationToken),
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, FixtureProfile profile, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.Baseline.Accepted.Where(run.Consumer.Schemas.Events.Contains))
        {
            for (var i = 0; i < PerEvent; i++)
            {
                var choices = run.Deliveries.NextChoices();
                var (delivery, answer) = await SendAsync(run, name, profile, choices, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted && !await run.Blame.IsPassingAsync(delivery, answer, cancellationToken).ConfigureAwait(false))
                    return await ShrinkAsync(run, name, profile, choices.ToArray(), delivery, answer, cancellationToken).ConfigureAwait(false);
                sent.Add(delivery);
            }
        }

        return await ValidVariants.ExpectEffectsAsync(run, sent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with the first smaller delivery that is refused as well, until every smaller one is taken.</summary>
    private static async Task<ClauseFinding> ShrinkAsync(
        ClauseRun run, string name, FixtureProfile profile, ulong[] choices, WebhookDelivery smallest, DeliveryAnswer answer, CancellationToken cancellationToken)
    {
        for (var left = MaxSmaller; left > 0;)
        {
            var isSmaller = false;
            foreach (var candidate in ChoiceShrinker.Shrink(choices, replay => Redrawn(run, name, profile, replay)))
            {
                if (--left < 0)
                    break;
                try
                {
                    var (delivery, its) = await SendAsync(run, name, profile, Choices.Replay(candidate), cancellationToken).ConfigureAwait(false);
                    if (its.IsAccepted)
                        continue;
                    (choices, smallest, answer, isSmaller) = (candidate, delivery, its, true);
                    break;
                }
                catch (ChoicesRejectedException)
                {
                    // About another entity, the same choices may draw nothing that fits: then this one is not smaller.
                }
            }

            if (!isSmaller)
                break;
        }

        return ClauseFinding.Broken(smallest, "a 2xx", answer);
    }

    private static ulong[] Redrawn(ClauseRun run, string name, FixtureProfile profile, Choices replay)
    {
        run.Deliveries.Drawn(name, "none", profile, replay);
        return replay.ToArray();
    }

    private static async Task<(WebhookDelivery Delivery, DeliveryAnswer Answer)> SendAsync(
        ClauseRun run, string name, FixtureProfile profile, Choices choices, CancellationToken cancellationToken)
    {
        var id = run.Deliveries.NewId(name, profile);
        await run.CreateAsync(name, id, cancellationToken).ConfigureAwait(false);
        var delivery = run.Deliveries.Drawn(name, id, profile, choices) with
        {
            Note = "valid and signed, drawn from its schema",
            Again = () => run.Deliveries.Drawn(name, run.Deliveries.NewId(name, profile), profile, Choices.Replay(choices.ToArray())),
        };
        return (delivery, await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false));
    }
}
