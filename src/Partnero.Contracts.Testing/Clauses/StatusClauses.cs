using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>How a consumer answers.</summary>
internal static class StatusClauses
{
    private const int Many = 50;
    private const int Bursts = 4;

    public static readonly WebhookClause AnswersInTime = new()
    {
        Id = "STATUS-01",
        Title = $"answers within {PartneroFacts.Sheet.AnswerWithinInWords}",
        Why = $"The sender hangs up after {PartneroFacts.Sheet.AnswerWithinInWords} and tries again, so the work is done again too.",
        Source = $"{PartneroFacts.Sheet.Guide}: answer within {PartneroFacts.Sheet.AnswerWithinInWords}, work asynchronously.",
        Remedy = "Commit the delivery to a table of your own, answer, and have a worker do what is slow.",
        BuildsOn = ClauseBasis.Nothing,
        Check = (run, _) => Task.FromResult(
            run.Baseline.Deliveries.FirstOrDefault(sent => sent.Answer.IsTimeout) is { Delivery: not null } late ? ClauseFinding.Broken(late.Delivery, $"an answer within {run.Consumer.AnswerTimeout.TotalSeconds:0.#} s", late.Answer)
            : run.Baseline.Deliveries.Any(sent => sent.Answer.Status is not null) ? ClauseFinding.Kept
            : ClauseFinding.NotExercised("No valid delivery was answered: see BODY-01.")),
    };

    public static readonly WebhookClause DoesNotRedirect = new()
    {
        Id = "STATUS-02",
        Title = "does not redirect",
        Why = "A redirect turns the POST into a GET of some page, whose 200 ends the delivery: the event is lost.",
        Source = "The common Laravel sender follows redirects; a login page, a missing slash or a switch to https is the usual cause.",
        Remedy = "Exempt the route from authentication and CSRF checks, and register the address with its final scheme and slash.",
        BuildsOn = ClauseBasis.Nothing,
        Check = (run, _) => Task.FromResult(
            run.Baseline.Deliveries.FirstOrDefault(sent => sent.Answer.IsRedirect) is { Delivery: not null } redirected ? ClauseFinding.Broken(redirected.Delivery, "a 2xx", $"{redirected.Answer}, to {Words.Cut(redirected.Answer.Location ?? "nowhere")}")
            : run.Baseline.Accepted.Count > 0 ? ClauseFinding.Kept
            : ClauseFinding.NotExercised("The consumer accepts no valid delivery: see BODY-01.")),
    };

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        AnswersInTime,
        DoesNotRedirect,
        new()
        {
            Id = "STATUS-03",
            Title = "acts on POST alone",
            Why = "What a link, a prefetch or a crawler can set off is set off by accident.",
            Source = "The outgoing-webhooks guide: deliveries are POST requests.",
            Remedy = "Map the handler to POST alone.",
            Needs = [Capability.Effects],
            Check = CheckMethodsAsync,
        },
        new()
        {
            Id = "STATUS-04",
            Title = "takes fifty deliveries at once",
            GoesAlone = true,
            Why = "An import sends its events together; a consumer that works through them one by one lets the last of them time out.",
            Source = AnswersInTime.Source,
            Remedy = "Take the global lock off the receiving path, give the connection pool room, and do slow work after the answer.",
            Check = CheckManyAsync,
        },
        new()
        {
            Id = "STATUS-05",
            Title = "acknowledges no delivery without a Content-Type and leaves it undone",
            Why = "A 2xx ends the delivery: what was not done by then is lost, and nobody is told.",
            Source = "A well-known receiver of another sender's webhooks answers 200 with nothing done where the header is missing; proxies do drop headers.",
            Remedy = "Read the body as JSON whatever its Content-Type says, or answer 415.",
            Needs = [Capability.Effects],
            Check = CheckContentTypeAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckMethodsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<(WebhookDelivery Delivery, DeliveryAnswer Answer)>();
        foreach (var method in new[] { "GET", "PUT", "DELETE" })
        {
            var delivery = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            delivery = delivery with { Method = method, Note = $"signed, and sent by {method}" };
            sent.Add((delivery, await run.AttemptAsync(delivery, cancellationToken).ConfigureAwait(false)));
        }

        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        var found = await run.Effects.FindAllAsync([.. sent.Select(one => one.Delivery)], cancellationToken).ConfigureAwait(false);
        foreach (var ((delivery, effects), (_, answer)) in found.Zip(sent))
        {
            if (effects.Count > 0)
                return ClauseFinding.Broken(delivery, "no effect", $"{answer}, and {Words.Effects(effects.Count)}");
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckContentTypeAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var accepted = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            var valid = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            var delivery = valid with { Headers = [.. valid.Headers.Where(header => header.Key != "Content-Type")], Note = "valid and signed, without a Content-Type" };
            if ((await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted)
                accepted.Add(delivery);
        }

        return await ValidVariants.ExpectEffectsAsync(run, accepted, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckManyAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        for (var burst = 0; burst < run.ShareOf(Bursts); burst++)
        {
            var names = Enumerable.Range(0, Many).Select(i => run.Baseline.Accepted[i % run.Baseline.Accepted.Count]).ToList();
            var deliveries = (await run.PrepareAllAsync(names, cancellationToken).ConfigureAwait(false)).Select(delivery => delivery with { Note = $"valid and signed, one of {Many} at once" }).ToList();
            var answers = await run.SendTogetherAsync(deliveries, cancellationToken).ConfigureAwait(false);
            foreach (var (delivery, first) in deliveries.Zip(answers))
            {
                var answer = await run.Sender.FollowUpAsync(delivery, first, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted && await run.Blame.OfRefusalAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } finding)
                    return finding;
            }

            // The next come before anybody has looked whether the work is done: a queue that is worked on after the answers holds them all.
            sent.AddRange(deliveries);
        }

        return await ValidVariants.ExpectEffectsAsync(run, sent, cancellationToken).ConfigureAwait(false);
    }
}
