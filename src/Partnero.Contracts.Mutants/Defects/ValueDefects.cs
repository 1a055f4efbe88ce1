using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers check of values that they only pass on, and of bytes that they only receive.</summary>
internal static partial class ValueDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        ReadingDefects.Refuses("wants-an-amount", "refuses an amount of nothing", ["BODY-15"], data => data.Contains("\"amount\":0,", StringComparison.Ordinal) || data.Contains("\"amount\":0}", StringComparison.Ordinal)),
        ReadingDefects.Refuses("wants-no-refunds", "refuses an amount below zero", ["BODY-15", "PHP-06"], data => data.Contains("\"amount\":-", StringComparison.Ordinal)),
        ReadingDefects.Refuses("wants-plain-addresses", "refuses an e-mail address with a plus", ["BODY-15"], data => data.Contains("+newsletter@", StringComparison.Ordinal)),
        ReadingDefects.Refuses("wants-two-letters", "refuses a name of one letter", ["BODY-15"], data => OneLetter().IsMatch(data)),
        ReadingDefects.Refuses("wants-texts-in-metadata", "refuses metadata that are not texts", ["BODY-15"], data => data.Contains("\"seats\":3", StringComparison.Ordinal)),
        new("backtracks", "checks names by a pattern that never ends", ["BODY-16"], builder => builder.Inbox().Around(async (context, next) =>
        {
            // As long as the pattern would take, and no processor for it.
            if (Encoding.UTF8.GetString(await Bodies.PeekAsync(context)).Contains(new string('a', 60) + "!", StringComparison.Ordinal))
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
            await next(context);
        })),
        new("reads-one-part", "takes the first part of the stream for the body", ["ROBUST-05"], builder => builder.Inbox().Around(async (context, next) =>
        {
            // What is held back at its last byte is complete soon; what comes in parts is not.
            var buffer = new byte[1 << 20];
            var length = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
            if (context.Request.ContentLength is { } all && length < all - 1 && all < 3_000)
            {
                context.Request.Body = new MemoryStream(buffer[..length]);
            }
            else
            {
                var rest = new MemoryStream();
                rest.Write(buffer, 0, length);
                await context.Request.Body.CopyToAsync(rest, context.RequestAborted);
                rest.Position = 0;
                context.Request.Body = rest;
            }

            await next(context);
        })),
        new("trusts-the-connection", "checks the first delivery of each connection", ["ROBUST-06"], builder => builder.Inbox().Around(async (context, next) =>
        {
            var isRight = context.Request.Headers["Signature"] == PartneroSignature.Compute(await Bodies.PeekAsync(context), builder.Secret);
            var isKnown = !isRight && Seen.Of(context).ContainsKey("connection " + context.Connection.Id);
            await SignatureDefects.SignAsync(builder, context, next, always: isKnown);
            if (isRight)
                Seen.Of(context).TryAdd("connection " + context.Connection.Id, true);
        })),
    ];

    [GeneratedRegex("\"name\":\"[A-Za-z]\"")]
    private static partial Regex OneLetter();
}
