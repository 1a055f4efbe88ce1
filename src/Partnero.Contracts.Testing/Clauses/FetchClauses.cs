using System.Text;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That addresses in a delivery are text, and nothing to ask for.</summary>
internal static class FetchClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ROBUST-07",
            Title = "fetches nothing that a delivery names",
            Why = "Whoever may write an address into a payload, such as a partner with a website, has your server ask the machines of your own network.",
            Source = "The envelope's url is the consumer's own address and the payload's links are for people; nothing in the guide asks a consumer to fetch them.",
            Remedy = "Keep addresses that come in a delivery as text, and ask for none of them.",
            Check = CheckAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        using var canary = new Canary();
        var sent = new List<(WebhookDelivery Delivery, Uri Address)>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted)
        {
            // A consumer may refuse a delivery whose envelope names another address than its own: so the links go without it too.
            var (ofEnvelope, ofLinks) = (canary.Next(), canary.Next());
            if (run.Consumer.Sender.Envelope.Url is { } url)
                sent.Add((creations.Valid(name, changeEnvelope: body => body.With(url, ofEnvelope.AbsoluteUri)) with { Note = "valid and signed; the url of its envelope is an address of the machine that checks" }, ofEnvelope));
            var links = creations.Valid(name, data => (PhpArray)WithLinks(data, ofLinks.AbsoluteUri)) with { Note = "valid and signed; each link in its payload is an address of the machine that checks" };
            if (links.Body.Span.IndexOf(Encoding.UTF8.GetBytes(ofLinks.Segments[^1])) >= 0)
                sent.Add((links, ofLinks));
        }

        var schemas = run.Consumer.Schemas;
        sent.RemoveAll(one => schemas.Events.Contains(one.Delivery.Event) && schemas.Validate(one.Delivery.Body).Count > 0);
        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        var answers = await run.SendAllAsync([.. sent.Select(one => one.Delivery)], cancellationToken).ConfigureAwait(false);
        var accepted = sent.Zip(answers).Where(one => one.Second.IsAccepted).Select(one => one.First.Delivery).ToList();
        if (accepted.Count == 0)
            return ClauseFinding.NotExercised("The consumer takes no delivery in which another address than the usual one stands.");

        await WaitAsync(run, accepted, cancellationToken).ConfigureAwait(false);
        return sent.FirstOrDefault(one => canary.WasAsked(one.Address)) is ({ } fetched, { } address)
            ? ClauseFinding.Broken(fetched, "no request to it", $"a request for {address.AbsoluteUri}")
            : ClauseFinding.Kept;
    }

    /// <summary>Until the work is done, where that can be seen; and the time in which a request would follow it.</summary>
    private static async Task WaitAsync(ClauseRun run, List<WebhookDelivery> accepted, CancellationToken cancellationToken)
    {
        var effective = accepted.Where(delivery => run.Baseline.Effective.Contains(delivery.Event)).ToList();
        if (effective.Count > 0)
            await run.Effects.WaitForAsync(effective, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.Effects.QuietAsync(run.Baseline.EffectLatency + run.Baseline.AnswerLatency, cancellationToken).ConfigureAwait(false);
    }

    private static PhpValue WithLinks(PhpValue value, string address) => value switch
    {
        PhpString text when Uri.TryCreate(text.ToString(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) => address,
        PhpArray array => new PhpArray(array.Select(entry => KeyValuePair.Create(entry.Key, WithLinks(entry.Value, address)))),
        _ => value,
    };
}
