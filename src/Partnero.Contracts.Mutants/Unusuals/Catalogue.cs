using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.Defects;

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
        new("wants-a-type", "answers 415 to a delivery without a Content-Type", [], builder => builder.Inbox()
            .Around((context, next) => context.Request.ContentType is null ? context.Answer(StatusCodes.Status415UnsupportedMediaType) : next(context))),
        new("busy-once", "answers 429 to the first attempt of many deliveries", [], BusyOnce),
        new("conflict-in-flight", "answers 409 to a duplicate while the first is in work", [], ConflictInFlight),
        new("marks-for-minutes", "refuses what it has begun, for five minutes", [], builder => builder.Intercept(new BegunMarks(TimeSpan.FromMinutes(5), acknowledges: false).InterceptAsync)),
        new("talkative", "closes the connection after each answer, and answers with a page", [], builder => builder.Inbox().Around(async (context, next) =>
        {
            context.Response.Headers.Connection = "close";
            await next(context);
            context.Response.ContentType = "text/html";
            if (context.Response.StatusCode != StatusCodes.Status204NoContent)
                await context.Response.WriteAsync("<html><body>" + new string('x', 100_000) + "</body></html>");
        })),
    ];

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
