using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What keeps forgers out.</summary>
internal static partial class SignatureClauses
{
    private const string Why = "Anybody who knows the address can have rewards paid to a partner of their own.";
    private const string Source = "The outgoing-webhooks guide: the Signature header is the lower-case hex HMAC-SHA256 of the raw body.";

    /// <summary>A shorter secret, such as "test", may stand in an answer by chance.</summary>
    private const int MinTellingSecret = 8;

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        Refuses("SIG-01", "refuses a delivery without a signature", "Refuse a delivery without the header before anything else is done.", Forgeries.Absent),
        Refuses("SIG-02", "refuses an empty signature", "Compare against the computed digest in every case, also when the header is empty.", Forgeries.Empty),
        Refuses("SIG-03", "refuses a truncated or malformed signature", "Accept exactly 64 hex digits, decode them strictly, and compare all 32 bytes in constant time.", Forgeries.Malformed, goesAlone: true),
        Refuses("SIG-04", "refuses a signature made with another secret", "Make sure that verification is switched on and its result is used, and stop at start-up without a secret.", Forgeries.OtherSecret),
        Refuses("SIG-05", "refuses a body that was changed after signing", "Hash all bytes of the body, exactly as they came.", Forgeries.Tampered),
        new()
        {
            Id = "SIG-06",
            Title = "lets no forged delivery take effect",
            Why = Why,
            Source = Source,
            Remedy = "Verify before the first write, and return when verification fails.",
            Needs = [Capability.Effects],
            Check = CheckEffectsAsync,
        },
        new()
        {
            Id = "SIG-07",
            Title = "answers every bad signature with a 4xx",
            IsAdvice = true,
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A 5xx says that the consumer is at fault: it raises alarms that anybody can set off, and hides real failures among them.",
            Source = "The guide's own handlers answer 401.",
            Remedy = "Turn the failed check into an answer of 401 instead of an exception.",
            Check = CheckStatusesAsync,
        },
        new()
        {
            Id = "SIG-08",
            Title = "takes the name of the header in any case",
            Why = "HTTP/2 and many proxies write header names in lower case; a consumer that insists on one spelling refuses every event behind them.",
            Source = "RFC 9110, section 5.1: header names are case-insensitive.",
            Remedy = "Look the header up without regard to case, as your framework's header collection does.",
            Check = CheckHeaderNameAsync,
        },
        new()
        {
            Id = "SIG-09",
            Title = "tells a forger nothing",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "An answer that holds the expected signature lets anybody sign any body; a stack trace shows where to look next.",
            Source = Source,
            Remedy = "Answer refusals without a body, or with a fixed one, and log the details instead.",
            Check = CheckAnswersAsync,
        },
        new()
        {
            Id = "SIG-10",
            Title = "neither needs nor trusts an unsigned Timestamp header",
            Why = "The header is not signed, so it proves nothing; a consumer that checks it refuses deliveries that are right, and one without it none that are forged.",
            Source = "The common Laravel sender can add a Timestamp header since February 2026; the signature is over the body alone.",
            Remedy = "Ignore the header: take the time of an event from created_at in the verified body.",
            Check = CheckTimestampAsync,
        },
    ];

    private static WebhookClause Refuses(string id, string title, string remedy, Func<ClauseRun, IEnumerable<WebhookDelivery>> forge, bool goesAlone = false) => new()
    {
        GoesAlone = goesAlone,
        Id = id,
        Title = title,
        Why = Why,
        Source = Source,
        Remedy = remedy,
        Check = (run, cancellationToken) => CheckRefusedAsync(run, forge(run), cancellationToken),
    };

    private static async Task<ClauseFinding> CheckRefusedAsync(ClauseRun run, IEnumerable<WebhookDelivery> forgeries, CancellationToken cancellationToken)
    {
        foreach (var forgery in forgeries)
        {
            var answer = await run.SendAsync(forgery, cancellationToken).ConfigureAwait(false);
            if (answer.IsAccepted)
                return ClauseFinding.Broken(forgery, "a refusal, such as 401", answer);
            if (answer.IsCrash && !await IsUsualAsync(run, answer, cancellationToken).ConfigureAwait(false))
                return ClauseFinding.Broken(forgery, "a refusal, such as 401, as for a signature that is only wrong", answer) with { Why = "Anybody can have the consumer fail by such a signature: it raises alarms that mean nothing, and hides real failures among them." };
        }

        return ClauseFinding.Kept;
    }

    /// <summary>Whether every bad signature is answered like this: then it is a refusal, if an unfortunate one (SIG-07), and no crash.</summary>
    private static async Task<bool> IsUsualAsync(ClauseRun run, DeliveryAnswer answer, CancellationToken cancellationToken)
    {
        var plain = await run.SendAsync(Forgeries.OtherSecret(run).First(), cancellationToken).ConfigureAwait(false);
        return answer.Status is not null && plain.Status == answer.Status;
    }

    private static async Task<ClauseFinding> CheckEffectsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var forgeries = Forgeries.All(run).ToList();

        // An update that was let in would fail for want of its entity, and hide.
        await run.SendAllAsync([.. forgeries.Select(forgery => run.Creation(forgery.Event, forgery.EntityId)).OfType<WebhookDelivery>()], cancellationToken).ConfigureAwait(false);
        var answers = await run.SendAllAsync(forgeries, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var ((forgery, effects), answer) in (await run.Effects.FindAllAsync(forgeries, cancellationToken).ConfigureAwait(false)).Zip(answers))
        {
            if (effects.Count > 0)
                return ClauseFinding.Broken(forgery, "no effect", $"{answer}, and {Words.Effects(effects.Count)}");
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckStatusesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        foreach (var forgery in Forgeries.All(run))
        {
            var answer = await run.SendAsync(forgery, cancellationToken).ConfigureAwait(false);
            if (answer.Status is not (>= 400 and < 500))
                return ClauseFinding.Broken(forgery, "a 4xx", answer);
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckHeaderNameAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var written = run.Consumer.Sender.Signing.HeaderName;
        foreach (var name in new[] { written.ToLowerInvariant(), written.ToUpperInvariant() }.Where(name => name != written))
        {
            var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            var delivery = valid with
            {
                Note = $"valid and signed, with the header's name written {name}",
                Headers = [.. valid.Headers.Select(header => header.Key == valid.Sender.Signing.HeaderName ? new(name, header.Value) : header)],
            };
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!answer.IsAccepted && await run.Blame.OfRefusalAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } finding)
                return finding;
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckTimestampAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        if (run.Consumer.Sender.UnsignedTimestampHeader is not { } header)
            return ClauseFinding.NotExercised("The sender adds no timestamp that is not signed.");
        var deliveries = new List<WebhookDelivery>();
        foreach (var (when, away) in new[] { ("of now", TimeSpan.Zero), ("three hours old", TimeSpan.FromHours(-3)), ("a day ahead", TimeSpan.FromDays(1)) })
        {
            var delivery = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            var seconds = (run.Deliveries.Now + away).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            deliveries.Add(delivery with { Headers = [.. delivery.Headers, new(header, seconds)], Note = $"valid and signed, with a {header} header {when}" });
        }

        return await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckAnswersAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        foreach (var forgery in Forgeries.All(run))
        {
            var answer = await run.SendAsync(forgery, cancellationToken).ConfigureAwait(false);
            var expected = forgery.SignatureBy(run.Consumer.Secret);
            var leak = answer.Text.Contains(expected, StringComparison.OrdinalIgnoreCase) && forgery.Signature?.Contains(expected, StringComparison.Ordinal) != true ? "the expected signature"
                : run.Consumer.Secret.Length >= MinTellingSecret && answer.Text.Contains(run.Consumer.Secret, StringComparison.Ordinal) ? "the secret"
                : StackTrace().IsMatch(answer.Text) ? "a stack trace"
                : null;
            if (leak is not null)
                return ClauseFinding.Broken(forgery, "an answer that tells nothing", $"{answer}, with {leak} in it");
        }

        return ClauseFinding.Kept;
    }

    /// <summary>Lines of the traces of .NET and Java, Node, Python and PHP.</summary>
    [GeneratedRegex(@"(?:^|\\n|<br>)(?:[ \t]|&nbsp;){1,20}at (?:[^\s(]{1,200}\.[^\s(]{1,200} ?\(|[^\s(]{1,200} \([^\s)]{1,300}:\d)|^Traceback \(most recent call last\)|^#\d{1,4} .{1,300}\.php\(\d{1,6}\)|^Stack trace:", RegexOptions.Multiline)]
    private static partial Regex StackTrace();
}
