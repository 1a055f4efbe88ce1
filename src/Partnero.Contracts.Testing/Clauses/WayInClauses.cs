using System.Text;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That every way in is guarded: whatever the type of the body, the spelling of the path, or what was signed before.</summary>
internal static class WayInClauses
{
    private const string Why = "Anybody who knows the address can have rewards paid to a partner of their own.";
    private const string Source = "The outgoing-webhooks guide: the Signature header is the lower-case hex HMAC-SHA256 of the raw body.";

    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-8", "text/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=0"];

    private static readonly (string Name, string Value)[] InsideHeaders =
    [
        ("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("X-Forwarded-Host", "localhost"),
        ("X-Internal", "true"), ("X-Debug", "1"), ("X-Test", "true"), ("X-Partnero-Test", "true"),
    ];

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
        foreach (var type in ContentTypes.Append(null))
        {
            foreach (var isSigned in new[] { true, false })
            {
                var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
                var more = type is null ? ", without a Content-Type" : ", as " + type;
                var forgery = isSigned ? Forgeries.ByAnotherSecret(run, valid, more) : valid.WithSignature(null, "without a signature" + more);
                forgery = forgery with { Headers = [.. forgery.Headers.Where(header => !IsContentType(header.Key)), .. type is null ? [] : new[] { KeyValuePair.Create("Content-Type", type) }] };
                forgeries.Add(type?.Contains("form", StringComparison.Ordinal) == true ? forgery.WithBytes(Form(type, valid), forgery.Note!) : forgery);
            }
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
        foreach (var (name, value) in InsideHeaders)
        {
            var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            var forgery = Forgeries.ByAnotherSecret(run, valid, $", with the header {name}: {value}");
            forgeries.Add(forgery with { Headers = [.. forgery.Headers, new(name, value)] });
        }

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
        foreach (var forgery in forgeries)
        {
            if (await run.Effects.CountAsync(forgery, cancellationToken).ConfigureAwait(false) > 0)
                return ClauseFinding.Broken(forgery, "no effect", "an effect");
        }

        return ClauseFinding.Kept;
    }

    private static bool IsContentType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same delivery as fields of a form, with PHP's and Rails' brackets for what is within data.</summary>
    private static byte[] Form(string type, WebhookDelivery valid)
    {
        var names = valid.Sender.Envelope;
        var fields = new List<(string Name, string Value)>();
        foreach (var (key, value) in (PhpArray)valid.Tree!)
        {
            if (key.ToString() != names.Data)
                fields.Add((key.ToString()!, PhpValues.Name(value) ?? PhpJson.Text(value)));
        }

        foreach (var (key, value) in valid.Data)
            fields.Add(($"{names.Data}[{key}]", PhpValues.Name(value) ?? PhpJson.Text(value)));
        var text = type.StartsWith("multipart", StringComparison.Ordinal)
            ? string.Concat(fields.Select(field => $"--0\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + "--0--\r\n"
            : string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return Encoding.UTF8.GetBytes(text);
    }
}
