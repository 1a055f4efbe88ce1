using System.IO.Hashing;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers take for the same event, and for another, when more than two have come.</summary>
internal static class HistoryDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("compares-ids-as-numbers", "takes 7 and 007 for one entity, and its second event of a second for a duplicate", ["IDEM-07"], builder =>
            builder.Inbox(webhook => IsNumber(Payload.Of(webhook).EntityId) is { } number ? $"{webhook.Event}:{number.ToString("R", CultureInfo.InvariantCulture)}" : webhook.Identity.ToString())),
        new("drops-leading-zeros", "trims zeros off an id before it looks for a duplicate", ["IDEM-07"], builder =>
            builder.Inbox(webhook => IsNumber(Payload.Of(webhook).EntityId) is not null ? $"{webhook.Event}:{Payload.Of(webhook).EntityId.TrimStart('0', '+')}" : webhook.Identity.ToString())),
        new("compares-without-case", "compares ids without regard to case", ["IDEM-08"], builder => builder.Inbox(webhook => Folded(webhook, id => id.ToUpperInvariant()))),
        new("compares-without-blanks", "compares ids without blanks around them", ["IDEM-08"], builder => builder.Inbox(webhook => Folded(webhook, id => id.Trim()))),
        new("compares-composed", "compares ids in composed form", ["IDEM-08"], builder => builder.Inbox(webhook => Folded(webhook, id => id.Replace("e\u0301", "\u00e9", StringComparison.Ordinal)))),
        new("remembers-the-last", "remembers the last delivery of each entity alone", ["IDEM-09"], builder => RemembersTheLast(builder, webhook => Payload.Of(webhook).EntityId)),
        new("remembers-the-last-of-an-event", "remembers the last delivery of each event and entity alone", ["IDEM-09"], builder => RemembersTheLast(builder, webhook => $"{webhook.Event}:{Payload.Of(webhook).EntityId}")),
        new("keyed-on-the-data", "takes one payload under two events for one event", ["IDEM-10", "IDEM-02"], builder => builder.Inbox(webhook => Convert.ToHexString(SHA256.HashData(Data(webhook))))),
        new("one-transaction-a-key", "takes a second transaction with the same key for a duplicate", ["IDEM-11"], builder =>
            builder.Inbox(webhook => webhook.Event == "transaction.created" ? Payload.Of(webhook).EntityId : webhook.Identity.ToString())),
        new("remembers-a-hundred", "remembers the last hundred deliveries", ["IDEM-12"], builder => RemembersSome(builder, 100)),
        new("remembers-two-hundred", "remembers the last two hundred deliveries", ["IDEM-12"], builder => RemembersSome(builder, 200)),
        new("keeps-eight-digits-of-the-hash", "keeps eight digits of the body's hash", ["IDEM-13"], builder =>
            builder.Inbox(webhook => Convert.ToHexString(SHA256.HashData(webhook.RawBody.Span))[..8])),
        new("keeps-eight-digits-of-the-signature", "keeps eight digits of the signature", ["IDEM-13", "ROTATE-04"], builder =>
            builder.Inbox(webhook => PartneroSignature.Compute(webhook.RawBody.ToArray(), builder.Secret)[..8])),
        new("keyed-on-a-checksum", "takes a checksum of 32 bits for the identity", ["IDEM-13"], builder =>
            builder.Inbox(webhook => Crc32.HashToUInt32(webhook.RawBody.Span).ToString("x8", CultureInfo.InvariantCulture))),
        new("acknowledges-in-flight", "acknowledges a duplicate of what is in work", ["IDEM-14"], AcknowledgesInFlight),
        new("keyed-on-the-day", "puts the day of arrival into the identity", ["IDEM-15"], builder => builder.Intercept((services, webhook, next, cancellationToken) =>
            services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, $"{services.GetRequiredService<TimeProvider>().GetUtcNow():yyyy-MM-dd}:{webhook.Identity}", next, cancellationToken))),
        new("keyed-on-the-month", "keeps an inbox for each month", ["IDEM-15"], builder => builder.Intercept((services, webhook, next, cancellationToken) =>
            services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, $"{services.GetRequiredService<TimeProvider>().GetUtcNow():yyyy-MM}:{webhook.Identity}", next, cancellationToken))),
        new("forgets-by-the-clock-on-the-wall", "forgets after three hours by the local time of Berlin", ["IDEM-15"], ForgetsByTheClockOnTheWall),
        new("loses-what-is-cut-off", "takes a delivery for done when the sender hangs up while it waits for its turn", ["HIST-01"], builder => builder.Intercept(TakesWhatIsCutOffForDoneAsync)) { Chance = "a connection that ends while the delivery waits: one of two does" },
        new("cannot-store-a-nul", "has an inbox that cannot store a body with a NUL, and goes on without it", ["HIST-02"], builder =>
            builder.Inbox(webhook => webhook.RawBody.Span.IndexOf("\\u0000"u8) >= 0 ? null : webhook.Identity.ToString())) { Chance = "a text with a NUL, as one of three bodies has, in an event that comes twice" },
    ];

    private static async ValueTask TakesWhatIsCutOffForDoneAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var inbox = services.GetRequiredService<Inbox>();
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // In vain for the work, and too late for the mark: it stands in a finally.
            var session = services.GetRequiredService<DatabaseSession>();
            await session.BeginAsync(CancellationToken.None);
            inbox.Remember(webhook.Identity.ToString());
            session.Commit();
            throw;
        }

        await inbox.InvokeAsync(webhook, next, cancellationToken);
    }

    private static double? IsNumber(string id) => double.TryParse(id, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Folded(PartneroWebhook webhook, Func<string, string> fold)
    {
        var id = Payload.Of(webhook).EntityId;
        return IsOfTheClause(id) ? $"{webhook.Event}:{fold(id)}" : webhook.Identity.ToString();
    }

    /// <summary>Other ids come more than once, and rightly so.</summary>
    private static bool IsOfTheClause(string id) => id.Contains("id-", StringComparison.OrdinalIgnoreCase) || id.StartsWith("caf", StringComparison.Ordinal);

    private static byte[] Data(PartneroWebhook webhook)
    {
        using var document = System.Text.Json.JsonDocument.Parse(webhook.RawBody);
        return Encoding.UTF8.GetBytes(document.RootElement.GetProperty("data").GetRawText());
    }

    /// <summary>The inbox has a row for each key: what was there before goes with the next delivery.</summary>
    private static void RemembersTheLast(MutantBuilder builder, Func<PartneroWebhook, string> key) =>
        Forgets(builder, webhook => $"{key(webhook)} {webhook.Identity}", "DELETE FROM inbox WHERE substr(identity, 1, length($key) + 1) = $key || ' ' AND identity <> $key || ' ' || $identity", key);

    /// <summary>The inbox is kept short by the number of its rows.</summary>
    private static void RemembersSome(MutantBuilder builder, int count) =>
        Forgets(builder, webhook => webhook.Identity.ToString(), $"DELETE FROM inbox WHERE rowid <= (SELECT max(rowid) FROM inbox) - {count}", _ => "");

    private static void Forgets(MutantBuilder builder, Func<PartneroWebhook, string> identity, string delete, Func<PartneroWebhook, string> key) =>
        builder.Intercept((services, webhook, next, cancellationToken) => services.GetRequiredService<Inbox>().ApplyOnceAsync(
            webhook,
            identity(webhook),
            token =>
            {
                services.GetRequiredService<DatabaseSession>().Execute(delete, ("key", key(webhook)), ("identity", webhook.Identity.ToString()));
                return next(token);
            },
            cancellationToken));

    /// <summary>Of what it saw before this start it knows that it was there, and not when.</summary>
    private static void ForgetsByTheClockOnTheWall(MutantBuilder builder)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var seen = new ConcurrentDictionary<string, DateTime>();
        builder.Intercept((services, webhook, next, cancellationToken) =>
        {
            var identity = webhook.Identity.ToString();
            var now = TimeZoneInfo.ConvertTime(services.GetRequiredService<TimeProvider>().GetUtcNow(), zone).DateTime;
            var isForgotten = now - seen.GetOrAdd(identity, now) > TimeSpan.FromHours(3);
            return services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, isForgotten ? null : identity, next, cancellationToken);
        });
    }

    private static void AcknowledgesInFlight(MutantBuilder builder)
    {
        var rendezvous = new Rendezvous();
        var inFlight = new ConcurrentDictionary<string, bool>();
        builder.Around(async (context, next) =>
        {
            using (rendezvous.Enter())
                await next(context);
        });
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            var identity = webhook.Identity.ToString();
            var isFirst = inFlight.TryAdd(identity, true);
            await rendezvous.MeetAsync(identity, cancellationToken);
            if (!isFirst)
                return;
            try
            {
                await services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, identity, next, cancellationToken);
            }
            finally
            {
                inFlight.TryRemove(identity, out _);
            }
        });
    }
}
