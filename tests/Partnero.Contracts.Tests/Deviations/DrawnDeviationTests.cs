using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Deviations;

/// <summary>A value of any type in any place of any event: nothing but the documented exception, no other field changes, and what came is kept.</summary>
public class DrawnDeviationTests(ITestOutputHelper output)
{
    private const int Bodies = 150;
    private const string Mark = "@here@";

    private static readonly string[] Others =
        ["5", "-0", "1.0e+3", "99.99", "1e400", "true", "false", "\"\"", "\"\\u00e9\\/\\ud83d\\ude00\"", "\"12.50\"", "\"2025-05-16\"", "[]", "{}", "[ 1 , {\"a\":\"b\"} ]", "{\"0\": null}", "{\"id\":[]}", "null"];

    public static TheoryData<string> Events => [.. PartneroEvents.All];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_value_of_another_type_changes_nothing_else(string name)
    {
        // To replay a failure, put its seed here.
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var (read, deviated, refused) = (0, 0, 0);
        foreach (var delivery in Deliveries.Valid(seed, new FixtureSettings { Events = [name], Profile = FixtureProfile.Adversarial }).Take(Bodies))
        {
            var before = Reading(delivery.Body);
            foreach (var pointer in Places(JsonNode.Parse(delivery.Body.Span)!["data"]!, "/data"))
            {
                var other = Others[random.Next(Others.Length)];
                var body = With(delivery.Body, pointer, other);
                var where = $"seed {seed}: {other} at {pointer} of {Encoding.UTF8.GetString(body)}";
                try
                {
                    var webhook = new PartneroDispatcher().Read(body);
                    read++;
                    deviated += webhook.Deviations.Count > 0 ? 1 : 0;
                    Assert.All(webhook.Deviations, deviation => AssertKept(deviation, pointer, other, where));
                    Assert.True(IsOneChange(before, JsonSerializer.SerializeToNode(webhook, webhook.GetType())!["Data"], pointer.Count(c => c == '/') - 1), where);
                }
                catch (PayloadException exception)
                {
                    refused++;
                    Assert.True(exception.Pointer.StartsWith(pointer, StringComparison.Ordinal) || pointer.StartsWith(exception.Pointer, StringComparison.Ordinal), $"{where}: {exception.Message}");
                }
            }
        }

        output.WriteLine($"{read} read, {deviated} of them with deviations, {refused} refused");
        Assert.True(read > 0, "nothing was read");
    }

    private static void AssertKept(PayloadDeviation deviation, string pointer, string other, string where)
    {
        Assert.True(deviation.Cause.StartsWith(pointer, StringComparison.Ordinal), $"{where}: {deviation}");
        if (deviation.Pointer == pointer)
            Assert.Equal(other, deviation.Value.GetRawText());
        else
            Assert.Contains(other, deviation.Value.GetRawText(), StringComparison.Ordinal);
    }

    private static JsonNode? Reading(ReadOnlyMemory<byte> body)
    {
        var webhook = new PartneroDispatcher().Read(body);
        Assert.Empty(webhook.Deviations);
        return JsonSerializer.SerializeToNode(webhook, webhook.GetType())!["Data"];
    }

    /// <summary>Whether one property alone differs, and in it, as deep as the value stands, one again.</summary>
    private static bool IsOneChange(JsonNode? before, JsonNode? after, int depth)
    {
        if (depth == 0 || before is not JsonObject one || after is not JsonObject other)
            return true;
        var values = Named(one);
        var others = Named(other);
        var changed = values.Keys.Union(others.Keys).Where(name => !JsonNode.DeepEquals(values.GetValueOrDefault(name), others.GetValueOrDefault(name))).ToList();
        return changed.Count == 0 || (changed.Count == 1 && IsOneChange(values.GetValueOrDefault(changed[0]), others.GetValueOrDefault(changed[0]), depth - 1));
    }

    /// <summary>The values of an object, with those that its schema does not name.</summary>
    private static Dictionary<string, JsonNode?> Named(JsonObject properties)
    {
        var kept = properties["AdditionalProperties"] as JsonObject ?? [];
        return properties.Where(property => property.Key != "AdditionalProperties").Concat(kept.Select(property => KeyValuePair.Create("+" + property.Key, property.Value))).ToDictionary();
    }

    private static IEnumerable<string> Places(JsonNode? node, string pointer)
    {
        var inner = node switch
        {
            JsonObject properties => properties.SelectMany(property => Places(property.Value, $"{pointer}/{property.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")),
            JsonArray items => items.SelectMany((item, i) => Places(item, $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}")),
            _ => [],
        };
        return pointer == "/data" ? inner : inner.Prepend(pointer);
    }

    /// <summary>The same body with one value replaced by a text, to the byte.</summary>
    private static byte[] With(ReadOnlyMemory<byte> body, string pointer, string json)
    {
        var root = JsonNode.Parse(body.Span)!;
        var tokens = pointer.Split('/').Skip(1).Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        var holder = tokens.SkipLast(1).Aggregate(root, (node, token) => node is JsonArray list ? list[int.Parse(token, CultureInfo.InvariantCulture)]! : node[token]!);
        if (holder is JsonArray items)
            items[int.Parse(tokens[^1], CultureInfo.InvariantCulture)] = Mark;
        else
            holder[tokens[^1]] = Mark;
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{Mark}\"", json, StringComparison.Ordinal));
    }
}
