using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class ReplayTests
{
    [Fact]
    public void The_token_of_any_drawn_value_draws_the_same_bytes()
    {
        var settings = new FixtureSettings { Profile = FixtureProfile.Adversarial, Url = new Uri("http://127.0.0.1:5000/hook"), OptIn = ["numeric-string"], Secret = "another secret" };

        foreach (var delivery in Deliveries.Valid(1, settings).Take(50))
        {
            var again = ValidDelivery.OfToken(delivery.Replay, new FixtureSettings { Secret = "another secret" });
            Assert.Equal((delivery.Delivery.BodyText, delivery.Signature), (again.Delivery.BodyText, again.Signature));
        }

        foreach (var faulty in Deliveries.Faulty(2).Take(100).SelectMany(faulty => faulty.Shrink().Take(2).Prepend(faulty)))
        {
            var again = FaultyDelivery.OfToken(faulty.Replay);
            Assert.Equal((faulty.Fault, faulty.Signature), (again.Fault, again.Signature));
            Assert.True(faulty.Body.Span.SequenceEqual(again.Body.Span));
        }

        foreach (var sequence in Deliveries.Sequences(3).Take(30).SelectMany(sequence => sequence.Shrink().Take(2).Prepend(sequence)))
            Assert.Equal(sequence.ToString(), DeliverySequence.OfToken(sequence.Replay).ToString());
    }

    public static TheoryData<string> OddObjects() => [.. OddSchemas.All.Where(entry => entry.Value.StartsWith("{\"type\":\"object\"", StringComparison.Ordinal)).Select(entry => entry.Key), "pattern and length", "unique", "who"];

    /// <summary>Also where values were drawn several times until one fitted.</summary>
    [Theory]
    [MemberData(nameof(OddObjects))]
    public void The_token_of_a_value_of_any_schema_draws_the_same_bytes(string name)
    {
        var schema = name switch
        {
            "pattern and length" or "unique" => $$$$"""{"type":"object","required":["id","code","mail"],"properties":{"id":{"type":"string","pattern":"^[0-9]+$","minLength":4},"code":{{{{OddSchemas.All[name]}}}},"mail":{"type":"string","format":"email"}}}""",
            "who" => """{"type":"object","required":["who","mail"],"properties":{"who":{"type":"object","required":["email","n"],"properties":{"email":{"type":"string","format":"email"},"n":{"type":"integer","minimum":0,"maximum":9}},"not":{"properties":{"n":{"minimum":5}}}},"mail":{"type":"string","format":"email"}}}""",
            _ => OddSchemas.All[name],
        };
        var settings = new FixtureSettings { Schemas = WebhookSchemas.BuiltIn.With("odd.event", schema), Events = ["odd.event"] };

        foreach (var delivery in Deliveries.Valid(1, settings).Take(60).SelectMany(delivery => delivery.Shrink().Take(3).Prepend(delivery)))
            Assert.Equal(delivery.Delivery.BodyText, ValidDelivery.OfToken(delivery.Replay, settings).Delivery.BodyText);
    }

    [Fact]
    public void The_token_of_a_large_case_is_read_again()
    {
        var settings = new FixtureSettings { Schemas = WebhookSchemas.BuiltIn.With("odd.event", """{"type":"object","required":["all"],"properties":{"all":{"type":"array","items":{"type":"integer"},"minItems":1000}}}"""), Events = ["odd.event"] };
        var delivery = Deliveries.Valid(1, settings).First();

        Assert.Equal(delivery.Delivery.BodyText, ValidDelivery.OfToken(delivery.Replay, settings).Delivery.BodyText);
    }

    /// <summary>Written once: on another machine, or after a change of what is drawn, the bytes must be these, or the token must be refused.</summary>
    [Fact]
    public void A_token_that_was_written_down_draws_the_bytes_that_it_drew_then()
    {
        var delivery = Deliveries.Valid(2026, new FixtureSettings { Events = ["transaction.created"] }).First();

        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Partnero.Contracts.Testing.Tests", "Fixtures", "drawn.json")).TrimEnd(), delivery.Delivery.BodyText);
    }

    [Theory]
    [InlineData("", "is not a replay token")]
    [InlineData("hello", "is not a replay token")]
    [InlineData("ptn!!!!", "has characters that no token has")]
    [InlineData("ptnAAAA", "is not whole, or was changed")]
    public void A_bad_token_is_refused_by_a_sentence(string token, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => ValidDelivery.OfToken(token)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_token_that_is_cut_or_changed_anywhere_is_refused_and_never_drawn()
    {
        var token = Deliveries.Valid(1).First().Replay;

        for (var i = 3; i < token.Length; i++)
        {
            Assert.Throws<FormatException>(() => ValidDelivery.OfToken(token[..i]));
            var other = token[i] == 'A' ? 'B' : 'A';
            // The last digit of base64 may hold bits that count for nothing.
            if (i < token.Length - 1)
                Assert.Throws<FormatException>(() => ValidDelivery.OfToken(token[..i] + other + token[(i + 1)..]));
        }
    }

    [Fact]
    public void A_token_of_something_else_or_of_other_schemas_is_refused_and_says_so()
    {
        var valid = Deliveries.Valid(1).First().Replay;
        var other = new FixtureSettings { Schemas = WebhookSchemas.BuiltIn.With("voucher.created", """{"type":"object"}""") };

        Assert.Contains("is of a valid delivery, and a sequence of deliveries is wanted", Assert.Throws<FormatException>(() => DeliverySequence.OfToken(valid)).Message, StringComparison.Ordinal);
        Assert.Contains("is of a delivery or a sequence, and not of a clause", Assert.Throws<FormatException>(() => PartneroContract.Replay(valid)).Message, StringComparison.Ordinal);
        Assert.Contains("was made with other schemas", Assert.Throws<FormatException>(() => ValidDelivery.OfToken(valid, other)).Message, StringComparison.Ordinal);
    }
}
