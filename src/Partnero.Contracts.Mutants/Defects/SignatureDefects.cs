using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers get wrong about the signature.</summary>
internal static class SignatureDefects
{
    private static readonly JsonSerializerOptions Usual = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "no-signature-check",
            "never looks at the signature",
            ["SIG-01", "SIG-02", "SIG-03", "SIG-04", "SIG-05", "SIG-06", "SIG-07", "SIG-11", "SIG-12", "SIG-13", "SIG-14", "ROTATE-03", "ROBUST-06"],
            builder => builder.Inbox().Around((context, next) => SignAsync(builder, context, next, always: true))),
        new(
            "checks-only-what-is-signed",
            "checks the signature only when there is one",
            ["SIG-01", "SIG-02", "SIG-06", "SIG-07", "SIG-12"],
            builder => builder.Inbox().Around((context, next) => SignAsync(builder, context, next, always: string.IsNullOrEmpty(context.Request.Headers["Signature"])))),
        new(
            "takes-an-empty-signature",
            "takes a signature that is there and empty for one that need not be checked",
            ["SIG-02", "SIG-06", "SIG-07"],
            builder => builder.Inbox().Around((context, next) => SignAsync(
                builder, context, next, always: context.Request.Headers.TryGetValue("Signature", out var signature) && string.IsNullOrEmpty(signature)))),
        new(
            "fails-on-a-bad-signature",
            "answers 500 to every bad signature",
            ["SIG-07"],
            builder => builder.Inbox().Around((context, next) => context.Replace(next, StatusCodes.Status401Unauthorized, StatusCodes.Status500InternalServerError))),
        new(
            "wants-a-fresh-timestamp",
            "refuses what says to be older than five minutes in a header that is not signed",
            ["SIG-10"],
            builder => builder.Inbox().Around((context, next) => IsStale(context) ? context.Answer(StatusCodes.Status401Unauthorized) : next(context))),
        new(
            "compares-the-beginning",
            "compares as many digits of the signature as there are",
            ["SIG-03", "SIG-06", "SIG-07"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var claimed = context.Request.Headers["Signature"].ToString();
                var right = PartneroSignature.Compute(await Bodies.PeekAsync(context), builder.Secret);
                if (claimed.Length > 0 && right.StartsWith(claimed, StringComparison.Ordinal))
                    context.Request.Headers["Signature"] = right;
                await next(context);
            })),
        new(
            "fixed-salt",
            "accepts what is signed with an empty secret, as one left out of the configuration would",
            ["SIG-04", "SIG-06", "SIG-07"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var body = await Bodies.PeekAsync(context);
                await SignAsync(builder, context, next, always: context.Request.Headers["Signature"] == PartneroSignature.Compute(body, ""));
            })),
        new(
            "wrong-secret",
            "has another secret than the sender",
            ["BODY-01"],
            builder => builder.Inbox().Around((context, _) => context.Answer(StatusCodes.Status401Unauthorized))),
        new(
            "reserialised-hash",
            "hashes JSON that it has read and written again",
            ["BODY-01"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var again = JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(await Bodies.PeekAsync(context)), Usual);
                if (context.Request.Headers["Signature"] == PartneroSignature.Compute(again, builder.Secret))
                    await next(context);
                else
                    await context.Answer(StatusCodes.Status401Unauthorized);
            })),
        new(
            "trims-the-body",
            "trims the body before it hashes it",
            ["SIG-05", "SIG-06", "SIG-07"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var trimmed = (await Bodies.PeekAsync(context)).AsSpan().Trim(" \r\n\t"u8).ToArray();
                await SignAsync(builder, context, next, always: context.Request.Headers["Signature"] == PartneroSignature.Compute(trimmed, builder.Secret));
            })),
        new(
            "header-by-exact-case",
            "looks for the header Signature in this spelling alone",
            ["SIG-08"],
            builder => builder.Inbox().Around((context, next) =>
                context.Request.Headers.Keys.Contains("Signature", StringComparer.Ordinal) ? next(context) : context.Answer(StatusCodes.Status401Unauthorized))),
        new(
            "crashes-on-a-short-signature",
            "fails where the signature has not 64 characters",
            ["SIG-01", "SIG-02", "SIG-03", "SIG-07"],
            builder => builder.Inbox().Around((context, next) =>
                context.Request.Headers["Signature"].ToString().Length == 64 ? next(context) : context.Answer(StatusCodes.Status500InternalServerError))),
        new(
            "refuses-with-200",
            "answers 200 to a bad signature",
            ["SIG-01", "SIG-02", "SIG-03", "SIG-04", "SIG-05", "SIG-07", "SIG-11", "SIG-12", "SIG-14", "ROTATE-03", "ROBUST-06"],
            builder => builder.Inbox().Around((context, next) => context.Replace(next, StatusCodes.Status401Unauthorized, StatusCodes.Status200OK))),
        new(
            "acts-before-it-verifies",
            "applies the event first, and answers 401 then",
            ["SIG-06", "SIG-11", "SIG-12", "SIG-13", "SIG-14", "ROTATE-03", "ROBUST-06"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var isSigned = new SignatureVerifier(builder.Secrets.All).Verify(await Bodies.PeekAsync(context), context.Request.Headers["Signature"].ToString());
                await SignAsync(builder, context, next, always: true);
                if (!isSigned)
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            })),
        new(
            "poisoned-by-forgery",
            "remembers a body before it has verified the signature",
            ["IDEM-04"],
            builder =>
            {
                var seen = new ConcurrentDictionary<string, bool>();
                builder.Inbox().Around(async (context, next) =>
                {
                    var body = await Bodies.PeekAsync(context);
                    var hash = Convert.ToHexString(SHA256.HashData(body));
                    var isSigned = context.Request.Headers["Signature"] == PartneroSignature.Compute(body, builder.Secret);
                    if (isSigned ? seen.ContainsKey(hash) : !seen.TryAdd(hash, true))
                        await context.Answer(isSigned ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
                    else
                        await next(context);
                });
            }),
        new(
            "tells-the-signature",
            "answers a bad signature with the one that it expected",
            ["SIG-09"],
            builder => builder.Inbox().Around(async (context, next) =>
            {
                var body = await Bodies.PeekAsync(context);
                await next(context);
                if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
                    await context.Response.WriteAsync($"expected {PartneroSignature.Compute(body, builder.Secret)}");
            })),
    ];

    /// <summary>Lets a delivery through, signed or not: puts the right signature in.</summary>
    private static bool IsStale(HttpContext context) =>
        long.TryParse(context.Request.Headers["Timestamp"], out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(seconds) < context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - TimeSpan.FromMinutes(5);

    internal static async Task SignAsync(MutantBuilder builder, HttpContext context, RequestDelegate next, bool always)
    {
        if (always)
            context.Request.Headers["Signature"] = PartneroSignature.Compute(await Bodies.PeekAsync(context), builder.Secret);
        await next(context);
    }
}
