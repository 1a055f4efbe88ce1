using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers get wrong about the body.</summary>
internal static partial class ReadingDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Refuses("strict-fields", "refuses fields that it does not know", ["BODY-02"], data => data.Contains("\"lifetime_value\"", StringComparison.Ordinal)),
        Refuses("wants-an-object", "refuses [] for a map", ["PHP-01"], data => data.Contains("\"metadata\":[]", StringComparison.Ordinal) || data.Contains("\"custom_fields\":[]", StringComparison.Ordinal)),
        Refuses("wants-a-fraction", "refuses an amount without a fraction", ["PHP-02", "PHP-06", "BODY-15"], data => WholeAmount().IsMatch(data)),
        Refuses("wants-no-exponent", "refuses an amount with an exponent", ["PHP-06"], data => Exponent().IsMatch(data)),
        Refuses("wants-a-link", "insists on a partner's referral_link", ["BODY-05"], data => data.Contains("\"event\":\"partner.approved\"", StringComparison.Ordinal) && !data.Contains("\"referral_link\"", StringComparison.Ordinal)),
        Refuses("wants-reference-objects", "refuses a bare id for a partner or customer", ["BODY-09", "BODY-10", "BODY-11", "BODY-12"], data => data.Contains("\"partner\":\"", StringComparison.Ordinal) || data.Contains("\"customer\":\"", StringComparison.Ordinal)),
        Refuses("knows-the-guide-alone", "refuses a payload that spells its money as the REST reference does", ["BODY-10", "BODY-11", "BODY-12"], data => data.Contains("\"amount_units\":\"", StringComparison.Ordinal)) with { MeantFor = "BODY-12" },
        Refuses("wants-text-ids", "refuses an id that is a number", ["BODY-10", "BODY-11", "BODY-12", "BODY-14"], data => NumericId().IsMatch(data)) with { MeantFor = "BODY-14" },
        Refuses("wants-reward-ids", "refuses a reward that is known by its transaction's key alone", ["BODY-12"], data => data.Contains("\"event\":\"reward.", StringComparison.Ordinal) && !data.Contains("\"id\":", StringComparison.Ordinal)),
        Refuses("knows-every-status", "refuses a partner whose status it does not know", ["BODY-13"], data => Status().Match(data) is { Success: true } match && match.Groups[1].Value is not ("active" or "approved" or "archived" or "deleted" or "pending" or "rejected")),
        Refuses("wants-a-time", "refuses a lead whose date has no time of day", ["BODY-17"], data => data.Contains("\"event\":\"lead.", StringComparison.Ordinal) && Day().IsMatch(data)),
        new("loses-days", "acknowledges a lead whose date has no time of day, and does nothing", ["BODY-17"], builder => builder.Intercept((services, webhook, next, cancellationToken) =>
            webhook is PartneroWebhook<Lead> { Data.CreatedAt.Length: < 20 } ? ValueTask.CompletedTask : services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken))),
        Refuses("counts-on-order", "finds the event only at the beginning of the body", ["BODY-06"], data => !data.StartsWith("{\"event\":", StringComparison.Ordinal) && data.Contains("\"webhook_key\":", StringComparison.Ordinal)),
        Refuses("few-tags", "refuses more than two tags", ["BODY-10", "BODY-11"], data => MoreThanTwoTags().IsMatch(data)),
        Refuses("one-line", "refuses texts with a line feed", ["BODY-11"], data => data.Contains("\\n", StringComparison.Ordinal) && !data.Contains("\\\\n", StringComparison.Ordinal)),
        new("refuses-the-old", "refuses what was dispatched more than an hour ago", ["ORDER-01", "RETRY-05", "RETRY-06"], builder => builder.Inbox().Around(RefusesTheOldAsync)),
        new("loses-escapes", "takes values out of the raw text by pattern", ["BODY-06", "BODY-10", "BODY-11", "BODY-12", "BODY-14", "EFFECT-03", "IDEM-08", "PHP-03"], builder => builder.Intercept(LosesEscapesAsync)) { MeantFor = "PHP-03" },
        Refuses("odd-names", "refuses names in a map that are no identifiers", ["PHP-05"], data => data.Contains("\"__proto__\":", StringComparison.Ordinal)),
        new("loses-whole-amounts", "takes amounts without a fraction for none", ["PHP-02", "EFFECT-03"], builder => builder.Intercept(Recording("amount", amount => amount is { ValueKind: JsonValueKind.Number } && !amount.GetRawText().Contains('.', StringComparison.Ordinal) ? 0L : (object)amount))),
        new("loses-accents", "keeps no name that is not ASCII", ["PHP-03", "EFFECT-03"], builder => builder.Intercept(Recording("name", name => name.ValueKind == JsonValueKind.String && name.GetString()!.All(char.IsAscii) ? name : null))),
        new("truncates-money", "cuts amounts off to cents in binary floats", ["PHP-04", "EFFECT-03"], builder => builder.Intercept(Recording("amount", amount => amount.ValueKind == JsonValueKind.Number ? (long)(amount.GetDouble() * 100) / 100.0 : amount))),
        new("cuts-cents", "keeps cents, cut off in binary floats", ["PHP-04", "EFFECT-03"], builder => builder.Intercept(Recording("amount", amount => amount.ValueKind == JsonValueKind.Number ? (long)(amount.GetDouble() * 100) : amount))),
    ];

    /// <summary>A consumer that answers 422 to bodies of some kind.</summary>
    internal static Mutant Refuses(string name, string description, IReadOnlyList<string> breaks, Func<string, bool> isRefused) =>
        new(name, description, breaks, builder => builder.Inbox().Around(async (context, next) =>
        {
            var body = await Bodies.PeekAsync(context);
            var isSigned = context.Request.Headers["Signature"] == PartneroSignature.Compute(body, builder.Secret);
            if (isSigned && isRefused(Encoding.UTF8.GetString(body)))
                await context.Answer(StatusCodes.Status422UnprocessableEntity);
            else
                await next(context);
        }));

    private static async Task RefusesTheOldAsync(HttpContext context, RequestDelegate next)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var body = Encoding.UTF8.GetString(await Bodies.PeekAsync(context));
        if (CreatedAt().Match(body) is { Success: true } match && now - Moment(match) > TimeSpan.FromHours(1))
            await context.Answer(StatusCodes.Status422UnprocessableEntity);
        else
            await next(context);
    }

    private static ValueTask LosesEscapesAsync(IServiceProvider services, PartneroWebhook webhook, AspNetCore.WebhookContinuation next, CancellationToken cancellationToken) =>
        ApplyAsync(services, webhook, session =>
        {
            var body = Encoding.UTF8.GetString(webhook.RawBody.Span);
            var data = body[body.IndexOf("\"data\":", StringComparison.Ordinal)..];
            var id = Value(data, "id") ?? Value(data, "key") ?? "";
            session.Record(webhook.Event, webhook.Event.StartsWith("transaction", StringComparison.Ordinal) ? Value(data, "key") ?? "" : id, ("name", Value(data, "name")), ("surname", Value(data, "surname")), ("amount", Payload.Of(webhook).Fields.FirstOrDefault(field => field.Name == "amount").Value));
        }, cancellationToken);

    /// <summary>A consumer that records one field in a way of its own.</summary>
    internal static MutantBuilder.Interception Recording(string name, Func<JsonElement, object?> change) =>
        (services, webhook, next, cancellationToken) => ApplyAsync(services, webhook, session =>
        {
            var payload = Payload.Of(webhook);
            session.Record(webhook.Event, payload.EntityId, [.. payload.Fields.Select(field => field.Name == name && field.Value is JsonElement value ? (field.Name, change(value)) : field)]);
        }, cancellationToken);

    /// <summary>Receives as the sound consumer does, and records in a way of its own.</summary>
    internal static ValueTask ApplyAsync(IServiceProvider services, PartneroWebhook webhook, Action<DatabaseSession> record, CancellationToken cancellationToken) =>
        services.GetRequiredService<Inbox>().InvokeAsync(
            webhook,
            _ =>
            {
                record(services.GetRequiredService<DatabaseSession>());
                return ValueTask.CompletedTask;
            },
            cancellationToken);

    private static string? Value(string text, string name) =>
        Regex.Match(text, $"\"{name}\":\"([^\"]*)\"") is { Success: true } match ? match.Groups[1].Value : null;

    private static DateTimeOffset Moment(Match match) => DateTimeOffset.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"data\":\\{\"(id|key)\":[0-9]")]
    private static partial Regex NumericId();

    [GeneratedRegex("\"event\":\"partner[.].*?\"status\":\"([^\"]*)\"")]
    private static partial Regex Status();

    [GeneratedRegex("\"created_at\":\"[0-9]{4}-[0-9]{2}-[0-9]{2}\"")]
    private static partial Regex Day();

    [GeneratedRegex("\"amount\":-?[0-9.]+e")]
    private static partial Regex Exponent();

    [GeneratedRegex("\"amount\":-?[0-9]+[,}]")]
    private static partial Regex WholeAmount();

    [GeneratedRegex("""
        "tags":\[(?:(?:\{"value":)?"(?:[^"\\]|\\.)*"[^,"\]]*,){2}
        """)]
    private static partial Regex MoreThanTwoTags();

    [GeneratedRegex("\"webhook_key\":\"[^\"]*\",\"created_at\":\"([^\"]*)\"")]
    private static partial Regex CreatedAt();
}
