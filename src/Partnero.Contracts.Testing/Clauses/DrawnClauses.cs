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
            GoesAlone = true,
            MayGoBeside = true,
            Why = "What no sender does today, one does after the next release: an empty text, an amount of 1.0e-5, a new status, a line feed in a name.",
            Source = "The schemas, to the ends of what they allow; the guide is silent on most of it.",
            Remedy = "Store the raw body before you judge it, and cut or replace in a copy what your database cannot hold.",
            Check = (run, cancellationToken) => CheckAsync(run, FixtureProfile.Adversarial, cancellationToken),
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, FixtureProfile profile, CancellationToken cancellationToken)
    {
        var drawn = new List<(string Name, Choices Choices, WebhookDelivery? Creation, WebhookDelivery Delivery)>();
        foreach (var name in run.Baseline.Accepted.Where(run.Consumer.Schemas.Events.Contains))
        {
            for (var i = 0; i < run.ShareOf(PerEvent); i++)
            {
                var choices = run.Deliveries.NextChoices();
                var (creation, delivery) = Draw(run, name, profile, choices);
                drawn.Add((name, choices, creation, delivery));
            }
        }

        foreach (var some in drawn.Chunk(run.Connections))
        {
            await run.SendAllAsync([.. some.Select(one => one.Creation).OfType<WebhookDelivery>()], cancellationToken).ConfigureAwait(false);
            foreach (var ((name, choices, _, delivery), answer) in some.Zip(await run.SendAllAsync([.. some.Select(one => one.Delivery)], cancellationToken).ConfigureAwait(false)))
            {
                if (!answer.IsAccepted && !await run.Blame.IsPassingAsync(delivery, answer, cancellationToken).ConfigureAwait(false))
                    return await ShrinkAsync(run, name, profile, choices.ToArray(), ClauseFinding.Broken(delivery, "a 2xx", answer), cancellationToken).ConfigureAwait(false);
            }
        }

        return await ValidVariants.ExpectEffectsAsync(run, [.. drawn.Select(one => one.Delivery)], cancellationToken).ConfigureAwait(false);
    }

    private static Task<ClauseFinding> ShrinkAsync(ClauseRun run, string name, FixtureProfile profile, ulong[] choices, ClauseFinding found, CancellationToken cancellationToken)
    {
        var tried = 0;
        return SmallestCase.FindAsync(choices, found, () => tried < MaxSmaller, replay => run.Deliveries.Drawn(name, "none", profile, replay), async replay =>
        {
            tried++;
            var (creation, delivery) = Draw(run, name, profile, replay);
            if (creation is not null)
                await run.SendAsync(creation, cancellationToken).ConfigureAwait(false);
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            return answer.IsAccepted ? null : ClauseFinding.Broken(delivery, "a 2xx", answer);
        });
    }

    private static (WebhookDelivery? Creation, WebhookDelivery Delivery) Draw(ClauseRun run, string name, FixtureProfile profile, Choices choices)
    {
        var id = run.Deliveries.NewId(name, profile);
        return (run.Creation(name, id), run.Deliveries.Drawn(name, id, profile, choices) with
        {
            Note = "valid and signed, drawn from its schema",
            Again = () => run.Deliveries.Drawn(name, run.Deliveries.NewId(name, profile), profile, Choices.Replay(choices.ToArray())),
        });
    }
}
