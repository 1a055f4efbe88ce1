using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Anonymous;
using Partnero.Contracts.Testing.Received;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>An anonymised delivery has no value of the original, and its form to the byte.</summary>
public sealed partial class AnonymousTests(ITestOutputHelper output)
{
    private const int Bodies = 60;
    private const string MaxAmount = "1000000000000";

    private static readonly ReadableSchemas BuiltIn = new(WebhookSchemas.BuiltIn);

    public static TheoryData<FixtureProfile> Profiles => [.. Enum.GetValues<FixtureProfile>()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Nothing_of_a_drawn_delivery_is_left_but_its_form(FixtureProfile profile)
    {
        // To replay a failure, put its seed here.
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var checkedValues = 0;
        foreach (var pair in Deliveries.Valid(seed, new FixtureSettings { Events = WebhookSchemas.BuiltIn.Events, Profile = profile }).Take(Bodies).Select(delivery => delivery.Body).Chunk(2))
        {
            var anonymiser = new DeliveryAnonymiser(BuiltIn, pair);
            var others = pair.Select(anonymiser.Anonymise).ToList();
            var originals = pair.SelectMany(body => Values(body)).ToList();
            var left = string.Join('\n', others.SelectMany(other => Values(other)).Select(value => value.Text));
            foreach (var value in originals.Where(value => IsTelling(value.Text)).Select(value => value.Text).Distinct())
            {
                checkedValues++;
                Assert.False(left.Contains(value, StringComparison.OrdinalIgnoreCase), $"'{value}' of {Encoding.UTF8.GetString(pair[0].Span)} {Encoding.UTF8.GetString(pair[1].Span)} is in {left}");
            }

            foreach (var (body, other) in pair.Zip(others))
            {
                Assert.Equal(Form(Encoding.UTF8.GetString(body.Span)), Form(Encoding.UTF8.GetString(other)));
                Assert.Equal(DeliveryReading.Of(body, BuiltIn).Outcome, DeliveryReading.Of(other, BuiltIn).Outcome);
                var broken = WebhookSchemas.BuiltIn.Validate(other);
                // Of the amounts with thirteen digits, one alone is allowed.
                Assert.True(broken.Count == 0 || Encoding.UTF8.GetString(body.Span).Contains(MaxAmount, StringComparison.Ordinal), $"{string.Join(", ", broken)}: {Encoding.UTF8.GetString(body.Span)} became {Encoding.UTF8.GetString(other)}");
            }

            var pairs = originals.Zip(pair.Zip(others).SelectMany(both => Values(both.Second))).ToList();
            Assert.All(pairs.GroupBy(both => both.First.Text), same => Assert.Single(same.Select(both => both.Second.Text).Distinct()));
            Assert.All(pairs.GroupBy(both => both.Second.Text), same => Assert.Single(same.Select(both => both.First.Text).Distinct()));
        }

        output.WriteLine($"{checkedValues} values");
        Assert.True(checkedValues > Bodies, "hardly a value was looked for");
    }

    [Fact]
    public void The_same_is_the_same_wherever_it_stands_and_what_tells_nothing_stays()
    {
        const string body = """
            {"event":"partner.created","url":"https:\/\/Shop.example\/hooks?for=john-doe","webhook_key":"wh_abc123","created_at":"2025-01-15T10:30:00.000000Z",
             "data":{"id":4711,"key":"john-doe","name":"John","surname":"Do\u00e9","status":"approved","email":"john@shop.example","metadata":{"4711":["john",true,null,5,0.25,-19.90e+2]},"since":"2025-01-16"}}
            """;
        var other = Encoding.UTF8.GetString(new DeliveryAnonymiser(BuiltIn, [Encoding.UTF8.GetBytes(body)]).Anonymise(Encoding.UTF8.GetBytes(body)));
        output.WriteLine(other);
        using var document = JsonDocument.Parse(other);
        var data = document.RootElement.GetProperty("data");
        var john = data.GetProperty("name").GetString()!;
        var item = data.GetProperty("metadata").EnumerateObject().Single();

        Assert.Matches("^[A-Z][a-z]{3}$", john);
        Assert.StartsWith(john.ToLowerInvariant() + "-", data.GetProperty("key").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(john.ToLowerInvariant() + "@", data.GetProperty("email").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("=" + data.GetProperty("key").GetString(), document.RootElement.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal((john.ToLowerInvariant(), "approved", "partner.created"), (item.Value[0].GetString(), data.GetProperty("status").GetString(), document.RootElement.GetProperty("event").GetString()));
        Assert.Equal(data.GetProperty("id").GetRawText(), item.Name);
        Assert.NotEqual("4711", item.Name);
        Assert.Matches(@"""https:\\/\\/[A-Z]", other);
        Assert.Matches(@"""[A-Z][a-z]\\u00[0-9a-f]{2}""", other);
        Assert.Matches(@"true,null,5,0\.[0-9]{2},-[1-9][0-9]\.[0-9]{2}e\+2]", other);
        Assert.InRange(data.GetProperty("since").GetDateTime() - document.RootElement.GetProperty("created_at").GetDateTimeOffset().UtcDateTime.Date, TimeSpan.Zero, TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("2025-01-15T10:30:00.5Z")]
    [InlineData("2025-01-15T10:30:00.000000000000Z")]
    [InlineData("2025-01-15t10:30:00.123456789012345678901234567890+02:00")]
    public void A_moment_stays_one_however_many_digits_its_fraction_has(string moment)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"event":"partner.created","url":"https:\/\/shop.example","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z","data":{"id":"p1","created_at":"{{{moment}}}"}}""");

        using var document = JsonDocument.Parse(new DeliveryAnonymiser(BuiltIn, [body]).Anonymise(body));
        var other = document.RootElement.GetProperty("data").GetProperty("created_at").GetString()!;

        Assert.NotEqual(moment, other);
        Assert.Equal(moment.Length, other.Length);
        Assert.True(DateTimeOffset.TryParse(other[..19].Replace('t', 'T') + "Z", System.Globalization.CultureInfo.InvariantCulture, out _), other);
    }

    [Fact]
    public void A_number_with_zeros_before_it_is_as_long_as_it_was()
    {
        string[] numbers = ["00001", "000123", "1.00001", "000-00-0001", "+49 000 111 22", "00002", "007", "0000"];
        var body = Encoding.UTF8.GetBytes($$$"""{"event":"partner.created","url":"https:\/\/shop.example","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z","data":{"id":"p1","metadata":{{{JsonSerializer.Serialize(numbers)}}}}}""");

        using var document = JsonDocument.Parse(new DeliveryAnonymiser(BuiltIn, [body]).Anonymise(body));
        var others = document.RootElement.GetProperty("data").GetProperty("metadata").EnumerateArray().Select(number => number.GetString()!).ToList();

        output.WriteLine(string.Join(", ", others));
        Assert.Equal(numbers.Select(number => number.Length), others.Select(number => number.Length));
        Assert.All(numbers.Zip(others).Where(both => both.First.StartsWith('0')), both => Assert.StartsWith("0", both.Second, StringComparison.Ordinal));
        Assert.All(numbers.Zip(others).SkipLast(1), both => Assert.NotEqual(both.First, both.Second));
    }

    /// <summary>A word of three characters may not come up by chance. What the schemas list is known to everybody.</summary>
    private static bool IsTelling(string text) => Telling().IsMatch(text);

    private static IEnumerable<(string Text, bool IsNumber)> Values(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateObject().Where(field => field.Name != "event").SelectMany(field => Values(field.Value, field.Name))];
    }

    private static IEnumerable<(string Text, bool IsNumber)> Values(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Values(member.Value, member.Name).Concat(BuiltIn.PropertyNames.Contains(member.Name) || Field().IsMatch(member.Name) ? [] : [(member.Name, false)])),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Values(item, name)),
        JsonValueKind.String when name is "status" or "currency" or "action" or "amount_units" => [],
        JsonValueKind.String => [(value.GetString()!, false)],
        JsonValueKind.Number => [(value.GetRawText(), true)],
        _ => [],
    };

    /// <summary>A body with a letter for each kind of character.</summary>
    private static string Form(string body) => Digits().Replace(Uppers().Replace(Lowers().Replace(Escapes().Replace(body, escape => escape.Length > 2 ? "U" : escape.Value), "a"), "A"), "9");

    [GeneratedRegex(@"[\p{L}\p{N}]{4}")]
    private static partial Regex Telling();

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(?:_[a-z0-9]+)*\z")]
    private static partial Regex Field();

    [GeneratedRegex(@"\\(?:u[0-9a-f]{4}|.)")]
    private static partial Regex Escapes();

    [GeneratedRegex("[a-z]")]
    private static partial Regex Lowers();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Uppers();

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digits();
}
