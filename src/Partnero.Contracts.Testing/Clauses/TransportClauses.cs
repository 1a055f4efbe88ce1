using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What networks and proxies do to requests, and no consumer may notice.</summary>
internal static class TransportClauses
{
    private const string Source = "RFC 9112: a message is what its length says, however many segments it comes in, and a connection may carry many.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ROBUST-05",
            Title = "takes a body that comes in several parts",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A consumer that takes the first part of a stream for the body verifies half of it, and refuses whatever is longer than a segment.",
            Source = Source,
            Remedy = "Read the body to its end before you verify it.",
            Check = (run, cancellationToken) => CheckValidAsync(run, cancellationToken, ("in two parts", new WireHabits { Parts = 2 }), ("in five parts", new WireHabits { Parts = 5 }), ("after leave to send it was asked for", new WireHabits { ExpectsContinue = true })),
        },
        new()
        {
            Id = "ROBUST-06",
            Title = "keeps the deliveries of one connection apart",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A consumer that keeps a buffer or a verdict with the connection hands the second delivery what belongs to the first.",
            Source = Source,
            Remedy = "Keep the body, its length and what you found out about its signature with the request.",
            Check = CheckOneConnectionAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckValidAsync(ClauseRun run, CancellationToken cancellationToken, params (string What, WireHabits Wire)[] ways)
    {
        var deliveries = new List<WebhookDelivery>();
        foreach (var (what, wire) in ways)
            deliveries.Add(await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false) with { Wire = wire, Note = $"valid and signed, its body {what}" });
        return await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckOneConnectionAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var wire = new WireHabits { KeepsConnection = true };
        var valid = new List<WebhookDelivery>();
        var forged = new List<WebhookDelivery>();
        for (var i = 0; i < 6; i++)
        {
            var delivery = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            var isForged = i is 0 or 2 or 5;
            delivery = (isForged ? Forgeries.ByAnotherSecret(run, delivery, ", on the connection of the delivery before") : delivery with { Note = "valid and signed, on the connection of the delivery before" }) with { Wire = wire };
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (isForged)
            {
                forged.Add(delivery);
                if (answer.IsAccepted)
                    return ClauseFinding.Broken(delivery, "a refusal, such as 401", answer);
                continue;
            }

            // A consumer may close a connection after a refusal: what fails then fails once.
            if (!answer.IsAccepted && !(await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted
                && await run.Blame.OfRefusalAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } finding)
                return finding;
            valid.Add(delivery);
        }

        if (!run.Effects.IsGiven || !run.Baseline.Effective.Contains(run.AnyEvent))
            return ClauseFinding.Kept;
        return await Expectations.EffectsAsync(run, valid, 1, cancellationToken, without: forged).ConfigureAwait(false);
    }
}
