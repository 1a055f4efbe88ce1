using System.Collections.Concurrent;
using System.Text.Json;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers make of fields between the body and the database.</summary>
internal static class RecordingDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Records("pays-in-dollars", "records every amount as one of US dollars", "currency", _ => "USD"),
        Records("strips-tags-of-addresses", "cuts an e-mail address off at the plus", "email", email => Text(email) is { } text && text.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 ? text[..plus] + text[text.IndexOf('@', StringComparison.Ordinal)..] : email),
        Records("rounds-yen-to-hundreds", "takes the last two digits of yen for cents", "amount", amount => amount.ValueKind == JsonValueKind.Number && amount.GetDouble() is var value && value == Math.Floor(value) && value > 1000 ? value / 100 : amount, "PHP-02"),
        Records("overflows", "keeps cents in 32 bits", "amount", amount => amount.ValueKind == JsonValueKind.Number ? unchecked((int)(long)Math.Round(amount.GetDouble() * 100)) / 100.0 : amount),
        Records("formats-names", "hands names to a format", "name", name => Text(name)?.Replace("%", "", StringComparison.Ordinal) ?? (object?)name, "PHP-03"),
        Records("cuts-in-half", "cuts names off after a hundred UTF-16 units", "name", name => Text(name) is { Length: > 100 } text ? text[..100].TrimEnd('\ud83d') : name),
        Records("writes-null-as-a-word", "records null as a word", "name", name => name.ValueKind == JsonValueKind.Null ? "null" : name),
        Records("lower-case-of-the-machine", "writes addresses in the lower case of a Turkish machine", "email", email => Text(email)?.Replace("I", "\u0131", StringComparison.Ordinal).ToLowerInvariant() ?? (object?)email),
        Records("takes-zero-for-nothing", "records no amount where it is zero", "amount", amount => amount.ValueKind == JsonValueKind.Number && amount.GetDouble() == 0 ? null : amount, "PHP-06"),
        new("loses-bare-ids", "records nobody where a partner comes as a bare id", ["EFFECT-03"], builder => RecordsToo(builder, payload =>
            payload.Find("partner") is { ValueKind: JsonValueKind.Object } partner && partner.TryGetProperty("id", out var id) ? [("partner", id.GetString())] : [])),
        new("takes-dollars-where-none-are-named", "records dollars where no currency is named", ["EFFECT-03"], builder => RecordsToo(builder, payload =>
            payload.Find("amount") is not null && payload.Find("currency") is null ? [("currency", "USD")] : [])),
        new("takes-the-reward-for-the-amount", "records the amount of the reward for that of its transaction", ["EFFECT-03", "PHP-02"], builder => builder.Intercept(ReadingDefects.Recording("amount", Nested))),
        new("takes-the-partner-for-the-customer", "records the partner of a transaction for its customer", ["EFFECT-03"], builder => RecordsToo(builder, payload =>
            payload.Find("customer") is not null && payload.Find("partner") is { ValueKind: JsonValueKind.Object } partner && partner.TryGetProperty("id", out var id) ? [("customer", id.GetString())] : [])),
        new("records-one-reward", "records one reward of a transaction that has two", ["EFFECT-03"], builder => RecordsToo(builder, payload => [("rewards", Rewards(payload).Take(1))])),
        new("records-rewards-by-key", "records the rewards of a transaction by their keys, which are alike", ["EFFECT-03"], builder => RecordsToo(builder, payload =>
            [("rewards", Rewards(payload).GroupBy(reward => Text(reward.GetProperty("key"))).Select(same => same.Last()))])),
        new("merges-maps", "merges the map of a payload into an object, and so into all", ["ROBUST-08"], MergesMaps),
        new("keeps-it-in-a-field", "keeps what it reads in a field of a singleton", ["EFFECT-04"], KeepsInField),
    ];

    private static Mutant Records(string name, string description, string field, Func<JsonElement, object?> change, params IReadOnlyList<string> also) =>
        new(name, description, ["EFFECT-03", .. also], builder => builder.Intercept(ReadingDefects.Recording(field, change)));

    private static JsonElement[] Rewards(Payload payload) => payload.Find("rewards") is { ValueKind: JsonValueKind.Array } rewards ? [.. rewards.EnumerateArray()] : [];

    private static void RecordsToo(MutantBuilder builder, Func<Payload, (string, object?)[]> more) => builder.Intercept((services, webhook, next, cancellationToken) => ReadingDefects.ApplyAsync(
        services,
        webhook,
        session =>
        {
            var payload = Payload.Of(webhook);
            session.Record(webhook.Event, payload.EntityId, [.. payload.Fields, .. more(payload)]);
        },
        cancellationToken));

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A number that is a third of what came: as where the first "amount" of the body is taken.</summary>
    private static object? Nested(JsonElement amount) => amount.ValueKind == JsonValueKind.Number && amount.GetDouble() is > 1000 and < 10_000 ? amount.GetDouble() / 3 : amount;

    /// <summary>As JavaScript does: what is merged into __proto__, every object has from then on.</summary>
    private static void MergesMaps(MutantBuilder builder)
    {
        var lent = new ConcurrentDictionary<string, JsonElement>();
        builder.Intercept((services, webhook, next, cancellationToken) => ReadingDefects.ApplyAsync(
            services,
            webhook,
            session =>
            {
                var payload = Payload.Of(webhook);
                if (payload.Find("metadata") is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty("__proto__", out var shared) && shared.ValueKind == JsonValueKind.Object)
                {
                    foreach (var field in shared.EnumerateObject())
                        lent[field.Name] = field.Value;
                }

                session.Record(webhook.Event, payload.EntityId, [.. payload.Fields, .. lent.Where(field => payload.Fields.All(own => own.Name != field.Key)).Select(field => (field.Key, (object?)field.Value))]);
            },
            cancellationToken));
    }

    /// <summary>Those that come together wait for each other, and all record what the last of them was.</summary>
    private static void KeepsInField(MutantBuilder builder)
    {
        var underWay = 0;
        IEnumerable<(string Name, object? Value)> current = [];
        builder.Around(async (context, next) =>
        {
            Interlocked.Increment(ref underWay);
            try
            {
                await next(context);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        });
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            current = [.. Payload.Of(webhook).Fields];
            if (Volatile.Read(ref underWay) > 1)
                await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
            var kept = current;
            await ReadingDefects.ApplyAsync(services, webhook, session => session.Record(webhook.Event, Payload.Of(webhook).EntityId, [.. kept]), cancellationToken);
        });
    }
}
