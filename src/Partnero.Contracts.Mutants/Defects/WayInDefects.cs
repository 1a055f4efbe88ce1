using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>Ways past the signature that consumers leave open.</summary>
internal static class WayInDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("remembers-signatures", "takes a signature that was right once for right", ["SIG-11"], builder => builder.Inbox().Around(async (context, next) =>
        {
            var claimed = context.Request.Headers["Signature"].ToString();
            var isRight = claimed == PartneroSignature.Compute(await Bodies.PeekAsync(context), builder.Secret);
            var isKnown = !isRight && Seen.Of(context).ContainsKey(claimed);
            await SignatureDefects.SignAsync(builder, context, next, always: isKnown);
            if (isRight)
                Seen.Of(context).TryAdd(claimed, true);
        })),
        Unless("checks-json-alone", "checks the signature of what says to be application/json", ["SIG-12"], context => !(context.Request.ContentType ?? "").StartsWith("application/json", StringComparison.Ordinal)),
        Unless("checks-one-content-type", "checks the signature of exactly application/json", ["SIG-12"], context => context.Request.ContentType?.Contains("charset", StringComparison.Ordinal) == true),
        new("takes-forms", "takes the fields of a form, which nobody signed", ["SIG-12"], TakesForms),
        Unless("checks-one-path", "checks the signature by the path, in small letters", ["SIG-13"], context => context.Request.Path != MutantBuilder.Path),
        Unless("trusts-the-inside", "takes what says to come from 127.0.0.1 for its own", ["SIG-14"], context => context.Request.Headers["X-Forwarded-For"] == "127.0.0.1"),
        Unless("has-a-test-mode", "skips the check for a test header", ["SIG-14"], context => context.Request.Headers.ContainsKey("X-Debug")),
        Compares("compares-the-end", "compares the last eight digits of the signature", (claimed, right) => claimed.Length == right.Length && claimed[^8..] == right[^8..]),
        Compares("compares-the-second-half", "compares the second half of the signature", (claimed, right) => claimed.Length == right.Length && claimed[32..] == right[32..]),
        Compares("compares-every-other", "compares every other digit of the signature", (claimed, right) => claimed.Length == right.Length && !claimed.Where((digit, at) => at % 2 == 0 && digit != right[at]).Any()),
        new("no-secret-for-unknown-keys", "has an empty secret for a webhook_key that it does not know", ["SIG-04", "SIG-06", "SIG-07"], builder => builder.Inbox().Around(async (context, next) =>
        {
            var body = await Bodies.PeekAsync(context);
            var isUnknown = Encoding.UTF8.GetString(body).Contains("\"webhook_key\":\"zzzz", StringComparison.Ordinal);
            await SignatureDefects.SignAsync(builder, context, next, always: isUnknown && context.Request.Headers["Signature"] == PartneroSignature.Compute(body, ""));
        })),
    ];

    private static Mutant Unless(string name, string description, IReadOnlyList<string> breaks, Func<HttpContext, bool> isOpen) =>
        new(name, description, breaks, builder => builder.Inbox().Around(async (context, next) =>
        {
            // The type of what is let in is as before: it is the signature that is not looked at.
            var isLetIn = isOpen(context);
            if (isLetIn)
                context.Request.ContentType = "application/json";
            await SignatureDefects.SignAsync(builder, context, next, always: isLetIn);
        }));

    private static Mutant Compares(string name, string description, Func<string, string, bool> isRight) =>
        new(name, description, ["SIG-04", "SIG-06", "SIG-07"], builder => builder.Inbox().Around(async (context, next) =>
        {
            var right = PartneroSignature.Compute(await Bodies.PeekAsync(context), builder.Secret);
            await SignatureDefects.SignAsync(builder, context, next, always: isRight(context.Request.Headers["Signature"].ToString(), right));
        }));

    private static void TakesForms(MutantBuilder builder) => builder.Inbox().Around(async (context, next) =>
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync();
            if (form.ContainsKey("event") && (form.TryGetValue("data[id]", out var id) || form.TryGetValue("data[key]", out id)))
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
                {
                    ["event"] = form["event"].ToString(),
                    ["url"] = form["url"].ToString(),
                    ["webhook_key"] = form["webhook_key"].ToString(),
                    ["created_at"] = form["created_at"].ToString(),
                    ["data"] = new Dictionary<string, string> { ["id"] = id.ToString() },
                });
                context.Request.Body = new MemoryStream(body);
                context.Request.ContentLength = body.Length;
                context.Request.ContentType = "application/json";
                context.Request.Headers["Signature"] = PartneroSignature.Compute(body, builder.Secret);
            }
        }

        await next(context);
    });
}
