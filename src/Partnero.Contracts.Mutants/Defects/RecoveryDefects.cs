using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.PartneroWebhooks;
using Partnero.Contracts.Mutants.Unusuals;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers lose when something fails, ends, or was there before them.</summary>
internal static class RecoveryDefects
{
    private const string Restarting = "what is under way when a restart comes: of eight at once, at four moments, some are";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Queue("works-from-memory", "answers 202, and forgets at a restart what its worker has not done yet", ["RETRY-08"], new() { TakesUpWhatIsLeft = false, Pause = TimeSpan.FromMilliseconds(100) }),
        Queue("waits-for-the-first", "has a worker that tries the first in its queue until that succeeds", ["RETRY-10"], new() { WaitsForTheFirst = true }),
        Queue("drops-what-fails", "answers 202, and drops what its worker fails at", ["RETRY-02", "RETRY-05", "IDEM-14"], new() { ForgetsFailures = true }),
        Queue("drops-what-its-queue-cannot-hold", "answers 202, and drops what comes while twenty-five others are received", ["STATUS-04"], new() { Room = 25 })
            with { Chance = "how many of fifty are received at the same moment: on a busy machine they come in one by one" },
        Queue("tries-again-in-full", "has a worker that does again what failed after it was done", ["RETRY-04", "RETRY-08"], new() { HasInbox = false, TakesUpWhatIsLeft = false, Pause = TimeSpan.FromMilliseconds(100) }),
        new("writes-what-was-left", "writes what a failed attempt left with the next delivery", ["RETRY-09", "RETRY-03", "IDEM-14", "SCALE-03"], WritesWhatWasLeft),
        new("leaves-marks-behind", "refuses what it has begun, also when nobody works on it any more", ["RETRY-11"], builder => builder.Intercept(new BegunMarks(TimeSpan.MaxValue, acknowledges: false).InterceptAsync)) { Chance = Restarting },
        new("takes-begun-for-done", "acknowledges what it has begun, also when nobody works on it any more", ["IDEM-14", "RETRY-11"], builder => builder.Intercept(new BegunMarks(TimeSpan.MaxValue, acknowledges: true).InterceptAsync)) { Chance = Restarting },
        new("wants-known-partners", "refuses the reward of a partner that was never announced", ["ORDER-02"], builder => builder.Inbox().Around(async (context, next) =>
        {
            if (await IsOfUnknownPartnerAsync(builder, context))
                await context.Answer(StatusCodes.Status409Conflict);
            else
                await next(context);
        })),
        new("takes-any-error-for-a-duplicate", "acknowledges what breaks a foreign key, as if it were a duplicate", ["ORDER-02", "STATE-07"], builder => builder.Inbox().Around(async (context, next) =>
        {
            if (!await IsOfUnknownPartnerAsync(builder, context))
                await next(context);
        })),
    ];

    private static Mutant Queue(string name, string description, IReadOnlyList<string> breaks, QueueHabits habits) =>
        new(name, description, breaks, builder => builder.Map(new QueueFirst(builder, habits).Map));

    private static async Task<bool> IsOfUnknownPartnerAsync(MutantBuilder builder, HttpContext context)
    {
        var body = await Bodies.PeekAsync(context);
        if (context.Request.Headers["Signature"] != PartneroSignature.Compute(body, builder.Secret))
            return false;
        try
        {
            return new PartneroDispatcher().Read(body) is PartneroWebhook<Reward> { Data.Partner.Id: { } partner }
                && context.RequestServices.GetRequiredService<DatabaseSession>().Find(PartneroEvents.PartnerCreated, partner).Count == 0;
        }
        catch (PayloadException)
        {
            return false;
        }
    }

    private static void WritesWhatWasLeft(MutantBuilder builder)
    {
        var pending = new ConcurrentQueue<PartneroWebhook>();
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            using var turn = await Turns.TakeAsync(cancellationToken);
            var session = services.GetRequiredService<DatabaseSession>();
            await services.GetRequiredService<Inbox>().ApplyOnceAsync(
                webhook,
                webhook.Identity.ToString(),
                async token =>
                {
                    await next(token);
                    foreach (var left in pending)
                        session.Record(left.Event, Payload.Of(left).EntityId);
                    pending.Enqueue(webhook);
                },
                cancellationToken);
            // Committed, and nothing failed.
            pending.Clear();
        });
    }
}
