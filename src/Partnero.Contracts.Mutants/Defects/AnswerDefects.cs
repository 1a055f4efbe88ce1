using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers get wrong about the answer.</summary>
internal static class AnswerDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "slow",
            "works before it answers, and takes longer than the sender waits",
            ["BODY-01", "STATUS-01"],
            builder => builder.Inbox().Around((context, _) => WaitForHangUpAsync(context)))
        {
            AnswerTimeout = TimeSpan.FromMilliseconds(300),
            MeantFor = "STATUS-01",
        },
        new(
            "redirect",
            "sends everybody who has not logged in to a login page",
            ["BODY-01", "STATUS-02"],
            builder => builder.Inbox().Around((context, _) =>
            {
                context.Response.Redirect("/login");
                return Task.CompletedTask;
            }))
        {
            MeantFor = "STATUS-02",
        },
        new(
            "not-there",
            "listens at another path",
            ["BODY-01"],
            builder => builder.Inbox().Around((context, _) => context.Answer(StatusCodes.Status404NotFound))),
        new(
            "always-fails",
            "answers 500 to everything",
            ["BODY-01"],
            builder => builder.Inbox().Around((context, _) => context.Answer(StatusCodes.Status500InternalServerError))),
        new(
            "swallow-failure",
            "answers 200 though the work failed",
            ["RETRY-02", "RETRY-05"],
            builder => builder.Inbox().Around((context, next) => context.Replace(next, StatusCodes.Status500InternalServerError, StatusCodes.Status200OK))),
        new(
            "acts-on-any-method",
            "takes a delivery by PUT and DELETE too",
            ["STATUS-03"],
            builder => builder.Inbox().Around((context, next) =>
            {
                context.Request.Method = HttpMethods.Post;
                return next(context);
            })),
        new(
            "nothing-without-a-type",
            "answers 200 to a delivery without a Content-Type, and does nothing",
            ["STATUS-05", "SIG-12"],
            builder => builder.Inbox().Around((context, next) => context.Request.ContentType is null ? context.Answer(StatusCodes.Status200OK) : next(context))),
        new(
            "fails-on-the-unknown",
            "answers 500 to an event that it does not know",
            ["BODY-03", "BODY-04"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var body = System.Text.Encoding.UTF8.GetString(await Bodies.PeekAsync(context));
                await next(context);
                if (body.Contains("partner.relocated", StringComparison.Ordinal))
                    context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            })),
        new(
            "refuses-the-unknown",
            "answers 404 to an event that it does not know",
            ["BODY-04"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var body = System.Text.Encoding.UTF8.GetString(await Bodies.PeekAsync(context));
                await next(context);
                if (body.Contains("partner.relocated", StringComparison.Ordinal))
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
            })),
        new(
            "duplicate-is-a-conflict",
            "answers 409 to a duplicate, for ever",
            ["IDEM-01", "IDEM-03", "RETRY-06", "RETRY-07", "SCALE-01", "SCALE-02"],
            builder => builder.Inbox().Around(DuplicateIs409Async)),
        new(
            "fails-on-nonsense",
            "answers 500 to a signed body that it cannot read",
            ["ROBUST-03"],
            builder => builder.Inbox().Around((context, next) => context.Replace(next, StatusCodes.Status400BadRequest, StatusCodes.Status500InternalServerError))),
        new(
            "small-limit",
            "reads no more than 8 kB",
            ["BODY-07", "BODY-08"],
            builder => builder.Inbox().Around((context, next) => context.Request.ContentLength > 8192 ? context.Answer(StatusCodes.Status413PayloadTooLarge) : next(context))),
        new(
            "limit-of-100-kb",
            "reads no more than 100 kB",
            ["BODY-08"],
            builder => builder.Inbox().Around((context, next) => context.Request.ContentLength > 100_000 ? context.Answer(StatusCodes.Status413PayloadTooLarge) : next(context))),
        new(
            "acknowledges-what-is-too-large",
            "answers 200 to what is larger than 100 kB, and drops it",
            ["BODY-18", "BODY-08"],
            builder => builder.Inbox().Around((context, next) => context.Request.ContentLength > 100_000 ? context.Answer(StatusCodes.Status200OK) : next(context))),
        new(
            "one-at-a-time",
            "works through deliveries one by one, each a second where many wait",
            ["STATUS-04"],
            OneAtATime),
        new(
            "locks-the-sender-out",
            "refuses the next delivery, whoever sends it, after a signature that is not hexadecimal",
            ["ROBUST-01"],
            LocksOut),
        new(
            "dies-of-depth",
            "takes no delivery any more after one that is nested deep",
            ["ROBUST-02"],
            DiesOfDepth),
        new(
            "dies-of-size",
            "takes no delivery any more after one of more than 100 kB",
            ["BODY-08"],
            DiesOfSize),
        new(
            "dies-without-an-id",
            "takes no delivery any more after a payload whose id is missing, or neither a text nor a number",
            ["ROBUST-04"],
            DiesWithoutAnId),
    ];

    private static async Task WaitForHangUpAsync(HttpContext context)
    {
        var hungUp = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(hungUp.SetResult);
        await hungUp.Task;
    }

    private static async Task DuplicateIs409Async(HttpContext context, RequestDelegate next)
    {
        var seen = Seen.Of(context);
        var body = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await Bodies.PeekAsync(context)));
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status200OK && !seen.TryAdd(body, true))
            context.Response.StatusCode = StatusCodes.Status409Conflict;
    }

    private static void OneAtATime(MutantBuilder builder)
    {
        // Only where many wait: a few at once are quick, and pile up where more of them come.
        var turn = new SemaphoreSlim(1);
        var waiting = 0;
        builder.Inbox().Around(async (context, next) =>
        {
            Interlocked.Increment(ref waiting);
            var hasTurn = false;
            try
            {
                await turn.WaitAsync(context.RequestAborted);
                hasTurn = true;
                if (Volatile.Read(ref waiting) > 25)
                    await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted);
                await next(context);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
                if (hasTurn)
                    turn.Release();
            }
        });
    }

    private static void LocksOut(MutantBuilder builder)
    {
        var isLocked = false;
        builder.Inbox().Around(async (context, next) =>
        {
            var wasLocked = isLocked;
            var signature = context.Request.Headers["Signature"].ToString();
            isLocked = signature.Length == 64 && !signature.All(char.IsAsciiHexDigit);
            if (wasLocked)
                await context.Answer(StatusCodes.Status403Forbidden);
            else
                await next(context);
        });
    }

    private static void DiesWithoutAnId(MutantBuilder builder)
    {
        var isDead = false;
        builder.Inbox().Around(async (context, next) =>
        {
            var body = (await Bodies.PeekAsync(context)).AsSpan();
            isDead |= body.IndexOf("\"event\":\"partner."u8) >= 0 && body.IndexOf("\"data\":{"u8) >= 0 && body[^1] == '}' && body.IndexOf("\"id\":\""u8) < 0 && (body.IndexOf("\"id\":"u8) is var at && (at < 0 || body[at + 5] is < (byte)'0' or > (byte)'9'));
            if (isDead)
                context.Abort();
            else
                await next(context);
        });
    }

    private static void DiesOfSize(MutantBuilder builder)
    {
        var isDead = false;
        builder.Inbox().Around((context, next) =>
        {
            isDead |= context.Request.ContentLength > 100_000;
            if (!isDead)
                return next(context);
            context.Abort();
            return Task.CompletedTask;
        });
    }

    private static void DiesOfDepth(MutantBuilder builder)
    {
        var isDead = false;
        builder.Inbox().Around(async (context, next) =>
        {
            // A text that is drawn may hold a few brackets in a row, and never so many.
            isDead |= (await Bodies.PeekAsync(context)).AsSpan().IndexOf("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["u8) >= 0;
            if (isDead)
                context.Abort();
            else
                await next(context);
        });
    }
}
