using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.Defects;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Unusuals;

/// <summary>Sound consumers that must never be flagged, however unusual they are.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("asynchronous", "stores what comes, answers 202, and works afterwards", [], builder => builder.Map(new QueueFirst(builder).Map)),
        new("accepted-and-forbidden", "answers 202 for 200 and 403 for 401", [], builder => builder.Inbox()
            .Around((context, next) => context.Replace(next, StatusCodes.Status200OK, StatusCodes.Status202Accepted))
            .Around((context, next) => context.Replace(next, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden))),
        new("identity-by-time", "knows duplicates by event, entity and time of dispatch", [], builder => builder
            .Inbox(webhook => $"{webhook.Event}:{Payload.Of(webhook).EntityId}:{webhook.CreatedAt:O}")),
        new("identity-by-body", "knows duplicates by a hash of their bytes", [], builder => builder.Inbox(webhook => Convert.ToHexString(SHA256.HashData(webhook.RawBody.Span)))),
        new("identity-by-sorted-keys", "knows duplicates by a hash of what they say, whatever order it comes in", [], builder => builder.Inbox(SortedHash)),
        new("odd-successes", "answers 299", [], builder => builder.Inbox().Around((context, next) => context.Replace(next, StatusCodes.Status200OK, 299))),
        new("refuses-without-reading", "answers what has no signature before it reads the body, and closes the connection", [], builder => builder.Inbox().Around(RefusesWithoutReading)),
        new("wants-a-type", "answers 415 to a delivery without a Content-Type", [], builder => builder.Inbox()
            .Around((context, next) => context.Request.ContentType is null ? context.Answer(StatusCodes.Status415UnsupportedMediaType) : next(context))),
        new("busy-once", "answers 429 to the first attempt of many deliveries", [], BusyOnce),
        new("conflict-in-flight", "answers 409 to a duplicate while the first is in work", [], ConflictInFlight),
        new("marks-for-minutes", "refuses what it has begun, for five minutes", [], builder => builder.Intercept(new BegunMarks(TimeSpan.FromMinutes(5), acknowledges: false).InterceptAsync)),
        new("keeps-cents", "records amounts in cents, under the payload's own name", [], builder => builder.Intercept(ReadingDefects.Recording("amount", amount => amount.ValueKind == JsonValueKind.Number ? (long)Math.Round(amount.GetDouble() * 100) : amount))),
        new("keeps-days", "keeps the day alone of a lead's moment", [], builder => builder.Intercept((services, webhook, next, cancellationToken) => webhook is PartneroWebhook<Lead> { Data: var lead }
            ? ReadingDefects.ApplyAsync(services, webhook, session => session.Record(webhook.Event, lead.Id, ("created_at", lead.CreatedAt?.Split('T')[0])), cancellationToken)
            : services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken))),
        new("makes-partners-of-references", "makes a partner that is not known of a reference to it, and lets its creation fill it", [], builder =>
        {
            builder.Services.AddSingleton(new StateHabits { MakesReferred = true });
            builder.Inbox();
        }),
        new("talkative", "closes the connection after each answer, and answers with a page", [], builder => builder.Inbox().Around(async (context, next) =>
        {
            context.Response.Headers.Connection = "close";
            await next(context);
            context.Response.ContentType = "text/html";
            if (context.Response.StatusCode != StatusCodes.Status204NoContent)
                await context.Response.WriteAsync("<html><body>" + new string('x', 100_000) + "</body></html>");
        })),
    ];

    private static string SortedHash(PartneroWebhook webhook)
    {
        using var document = JsonDocument.Parse(webhook.RawBody, new JsonDocumentOptions { MaxDepth = 512 });
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(document.RootElement))));

        static string Sorted(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{JsonSerializer.Serialize(member.Name)}:{Sorted(member.Value)}"))}}}",
            JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Sorted))}]",
            JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
            _ => value.GetRawText(),
        };
    }

    private static Task RefusesWithoutReading(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers["Signature"].Count > 0)
            return next(context);
        context.Response.Headers.Connection = "close";
        return context.Answer(StatusCodes.Status401Unauthorized);
    }

    private static void BusyOnce(MutantBuilder builder)
    {
        builder.Inbox().Around(async (context, next) =>
        {
            var body = await Bodies.PeekAsync(context);
            var isSigned = context.Request.Headers["Signature"] == PartneroSignature.Compute(body, builder.Secret);
            var hash = SHA256.HashData(body);
            if (isSigned && hash[0] < 8 && Seen.Of(context).TryAdd(Convert.ToHexString(hash), true))
                await context.Answer(StatusCodes.Status429TooManyRequests);
            else
                await next(context);
        });
    }

    private static void ConflictInFlight(MutantBuilder builder)
    {
        var inFlight = new ConcurrentDictionary<string, bool>();
        builder.Inbox().Around(async (context, next) =>
        {
            var hash = Convert.ToHexString(SHA256.HashData(await Bodies.PeekAsync(context)));
            if (!inFlight.TryAdd(hash, true))
            {
                await context.Answer(StatusCodes.Status409Conflict);
                return;
            }

            try
            {
                await next(context);
            }
            finally
            {
                inFlight.TryRemove(hash, out _);
            }
        });
    }
}
