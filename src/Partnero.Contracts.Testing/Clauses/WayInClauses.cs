using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That every way in is guarded: whatever the type of the body, the spelling of the path, or what was signed before.</summary>
internal static class WayInClauses
{
    private const string Why = "Anybody who knows the address can have rewards paid to a partner of their own.";
    private const string Source = "The outgoing-webhooks guide: the Signature header is the lower-case hex HMAC-SHA256 of the raw body.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "SIG-11",
            Title = "takes a signature for the body that it was made for, and for no other",
            Why = Why + " One delivery that they may see, such as one about themselves, would be enough.",
            Source = Source,
            Remedy = "Compute the digest for each request, and cache no verdict by the signature.",
            Check = CheckSeenAsync,
        },
        new()
        {
            Id = "SIG-12",
            Title = "refuses a forgery of any content type",
            Why = Why + " A consumer that verifies what its JSON parser saw lets in what comes as a form.",
            Source = Source,
            Remedy = "Verify the raw bytes before anything else, whatever the content type says, and refuse what is not JSON.",
            Check = CheckContentTypesAsync,
        },
        new()
        {
            Id = "SIG-13",
            Title = "lets no forgery in by another spelling of its path",
            Why = Why + " A check that is bound to one path is not run for the same path in capitals, which the router takes too.",
            Source = Source,
            Remedy = "Verify in the handler itself, or in a filter of its route, and never by comparing the path.",
            Needs = [Capability.Effects],
            Check = CheckPathsAsync,
        },
        new()
        {
            Id = "SIG-14",
            Title = "refuses a forgery that claims to come from inside",
            IsAdvice = true,
            GoesAlone = true,
            MayGoBeside = true,
            Why = "Anybody can write any header: a consumer that skips the check for its own network, or for tests, skips it for everybody.",
            Source = Source,
            Remedy = "Have no header, and no address that a header names, switch the check off.",
            Check = CheckInsideAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckSeenAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var forgeries = new List<WebhookDelivery>();
        for (var i = 0; i < 2; i++)
        {
            var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            await run.SendUsualAsync(valid, cancellationToken).ConfigureAwait(false);
            var other = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            forgeries.Add(other.WithSignature(valid.Signature, "with the signature of a delivery that was accepted before"));
        }

        return await CheckRefusedAsync(run, forgeries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckContentTypesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var forgeries = new List<WebhookDelivery>();
        foreach (var type in Forgeries.ContentTypes)
        {
            foreach (var isSigned in new[] { true, false })
                forgeries.Add(Forgeries.OfType(run, await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false), type, isSigned));
        }

        return await CheckRefusedAsync(run, forgeries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckPathsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var path = run.Consumer.Address.AbsolutePath;
        var forgeries = new List<WebhookDelivery>();
        foreach (var other in new[] { path.ToUpperInvariant(), path + "/", "/" + path, path + "/?a=b", path.Length > 1 ? path[..1] + "." + path : path }.Distinct().Where(other => other != path))
        {
            var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            forgeries.Add(Forgeries.ByAnotherSecret(run, valid, $", to {other}") with { Path = other });
        }

        // A path that nobody listens at may well be answered with a page: an effect alone shows that the door was open.
        foreach (var forgery in forgeries)
            await run.SendAsync(forgery, cancellationToken).ConfigureAwait(false);
        return await CheckWithoutEffectAsync(run, forgeries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckInsideAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var forgeries = new List<WebhookDelivery>();
        foreach (var header in Forgeries.InsideHeaders)
            forgeries.Add(Forgeries.FromInside(run, await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false), header));

        return await CheckRefusedAsync(run, forgeries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckRefusedAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> forgeries, CancellationToken cancellationToken)
    {
        foreach (var forgery in forgeries)
        {
            var answer = await run.SendAsync(forgery, cancellationToken).ConfigureAwait(false);
            if (answer.IsAccepted)
                return ClauseFinding.Broken(forgery, "a refusal, such as 401", answer);
        }

        return run.Effects.IsGiven ? await CheckWithoutEffectAsync(run, forgeries, cancellationToken).ConfigureAwait(false) : ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckWithoutEffectAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> forgeries, CancellationToken cancellationToken)
    {
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        var found = await run.Effects.FindAllAsync(forgeries, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(one => one.Effects.Count > 0) is ({ } forged, _) ? ClauseFinding.Broken(forged, "no effect", "an effect") : ClauseFinding.Kept;
    }
}
