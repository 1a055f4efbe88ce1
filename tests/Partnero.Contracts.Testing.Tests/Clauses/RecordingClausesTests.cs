using System.Globalization;
using System.Text.Json;
using Partnero.Contracts.Testing.Clauses;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class RecordingClausesTests
{
    private static readonly string[] Events = ["partner.created", "transaction.created", "reward.approved"];

    [Theory]
    [InlineData("as it came")]
    [InlineData("in cents")]
    [InlineData("in the smallest unit of its currency")]
    [InlineData("as text")]
    [InlineData("in small letters")]
    [InlineData("under names of its own")]
    [InlineData("rounded to cents")]
    public async Task A_consumer_that_records_in_a_way_of_its_own_is_not_flagged(string way)
    {
        using var consumer = new SoundHandler { Records = posted => posted.Data.EnumerateObject().Select(field => Record(way, field.Name, field.Value)) };

        var finding = await new ClauseBench(consumer) { Accepted = Events }.FindAsync("EFFECT-03");

        Assert.True(finding.Kind != FindingKind.Broken, $"{finding.Expected}, {finding.Actual}");
    }

    [Theory]
    [InlineData("currency", "USD")]
    [InlineData("currency", "EUR")]
    [InlineData("amount", 12.5)]
    [InlineData("name", "John")]
    public async Task A_field_that_is_always_the_same_is_found(string name, object value)
    {
        using var consumer = new SoundHandler { Records = posted => posted.Data.EnumerateObject().Select(field => (field.Name, field.Name == name && field.Value.ValueKind != JsonValueKind.Null ? value : (object?)field.Value)) };

        Assert.Equal((name, FindingKind.Broken), (name, (await new ClauseBench(consumer) { Accepted = Events }.FindAsync("EFFECT-03")).Kind));
    }

    [Theory]
    [InlineData("all", "Kept")]
    [InlineData("in another order", "Kept")]
    [InlineData("in cents", "Kept")]
    [InlineData("how many", "Kept")]
    [InlineData("the first", "Broken")]
    [InlineData("the last, each time", "Broken")]
    [InlineData("nothing of two", "Broken")]
    public async Task Each_item_of_a_list_is_compared(string recorded, string expected)
    {
        using var consumer = new SoundHandler { Records = posted => posted.Data.TryGetProperty("rewards", out var rewards) && rewards.ValueKind == JsonValueKind.Array ? [Amount(posted), ("rewards", Items(recorded, [.. rewards.EnumerateArray()]))] : [Amount(posted)] };

        var finding = await new ClauseBench(consumer) { Accepted = ["transaction.created"] }.FindAsync("EFFECT-03");

        Assert.True(expected == finding.Kind.ToString(), $"{recorded}: {finding.Kind}, {finding.Expected}, {finding.Actual}");

        static (string, object?) Amount(Posted posted) => ("amount", posted.Data.TryGetProperty("amount", out var amount) ? amount : null);

        static object? Items(string how, JsonElement[] items) => how switch
        {
            "all" => items,
            "in another order" => items.Reverse(),
            "in cents" => items.Select(item => new Dictionary<string, long> { ["amount"] = (long)Math.Round(item.GetProperty("amount").GetDouble() * 100) }),
            "how many" => items.Length,
            "the first" => items.Take(1),
            "the last, each time" => items.Select(_ => items[^1]),
            _ => items.Length > 1 ? null : items,
        };
    }

    [Theory]
    [InlineData("partner", "Broken")]
    [InlineData("customer", "Kept")]
    public async Task A_reference_that_is_recorded_as_another_is_found(string recorded, string expected)
    {
        using var consumer = new SoundHandler { Records = posted => [("amount", posted.Data.GetProperty("amount")), ("customer", posted.Data.TryGetProperty(recorded, out var reference) ? reference.ValueKind == JsonValueKind.Object ? reference.GetProperty("id") : reference : null)] };

        Assert.Equal(expected, (await new ClauseBench(consumer) { Accepted = ["transaction.created"] }.FindAsync("EFFECT-03")).Kind.ToString());
    }

    [Fact]
    public async Task A_consumer_that_refuses_a_value_is_not_blamed_for_what_it_records()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains("JPY", StringComparison.Ordinal) ? 422 : null };

        Assert.Equal(FindingKind.Kept, (await new ClauseBench(consumer) { Accepted = Events }.FindAsync("EFFECT-03")).Kind);
    }

    [Fact]
    public async Task Without_fields_nothing_is_compared()
    {
        using var consumer = new SoundHandler { Records = _ => [] };

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer) { Accepted = Events }.FindAsync("EFFECT-03")).Kind);
        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer) { Accepted = Events }.FindAsync("EFFECT-04")).Kind);
    }

    [Theory]
    [InlineData("""{"a":{"b":[1,"x"]}}""", """{"a":{"b":[1,"x"]}}""", true)]
    [InlineData("""{"a":{"b":[1,"x"]}}""", """{"a":{"b":["x",1]}}""", false)]
    [InlineData("""{"a":[]}""", """{"a":{}}""", true)]
    [InlineData("""{"a":{"Plan":1,"plan":2}}""", """{"a":{"Plan":2}}""", false)]
    [InlineData("""{"a":{"b":1}}""", """{"a":"{\"b\":1}"}""", true)]
    public void Maps_and_lists_are_compared_by_what_they_hold(string sent, string recorded, bool isSame)
    {
        var mappings = new RecordedMappings();
        mappings.Learn(Payload("""{"a":{"plain":"x"}}"""), Effect("""{"a":{"plain":"x"}}"""));

        Assert.Equal(isSame, mappings.Compare(Payload(sent), Effect(recorded)) is null);
    }

    private static PhpArray Payload(string json) => (PhpArray)Value(JsonDocument.Parse(json).RootElement);

    private static PhpValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => PhpArray.Map(json.EnumerateObject().Select(member => (member.Name, Value(member.Value)))),
        JsonValueKind.Array => PhpArray.List(json.EnumerateArray().Select(Value)),
        _ => PhpValues.Of(json),
    };

    /// <summary>By the amounts that the clause sends in yen and in dinars.</summary>
    private static int SmallestUnits(decimal amount) => amount switch { 1250m => 1, 12.341m => 1000, _ => 100 };

    private static WebhookEffect Effect(string json) => new() { Fields = JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(field => field.Name, field => (object?)field.Value) };

    private static (string, object?) Record(string way, string name, JsonElement value) => (way, value.ValueKind) switch
    {
        ("in cents", JsonValueKind.Number) when name == "amount" => (name, Math.Round(value.GetDecimal() * 100)),
        ("in the smallest unit of its currency", JsonValueKind.Number) when name == "amount" => (name, Math.Round(value.GetDecimal() * SmallestUnits(value.GetDecimal()))),
        ("rounded to cents", JsonValueKind.Number) when name == "amount" => (name, Math.Round(value.GetDecimal(), 2, MidpointRounding.ToEven)),
        ("as text", JsonValueKind.Number) => (name, value.GetDecimal().ToString(CultureInfo.InvariantCulture)),
        ("in small letters", JsonValueKind.String) when name is "email" or "currency" => (name, value.GetString()!.ToLowerInvariant()),
        ("under names of its own", _) => (name + "_of_partnero", value),
        _ => (name, value),
    };
}
