using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class PhpShapeTests
{
    public static TheoryData<string> Shapes() => [.. PhpShape.All.Select(shape => shape.Id)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_is_laid_over_payloads_that_stay_valid_unless_it_is_opted_in(string id)
    {
        var shape = PhpShape.Find(id);
        var laid = 0;
        foreach (var (i, delivery) in Deliveries.Valid(1).Take(500).Index())
        {
            var schema = WebhookSchemas.BuiltIn.Of(delivery.Event);
            var data = delivery.Delivery.Data;
            var shaped = PhpShapeLayer.Apply(shape, schema, data, Choices.Random((ulong)i));
            if (shaped.Equals(data))
                continue;
            laid++;
            Assert.True(shape.Evidence == Evidence.OptIn || SchemaEvaluator.IsValid(schema.Data, shaped), PhpJson.Text(shaped));
        }

        Assert.True(laid >= 20, $"{shape} was laid over {laid} payloads.");
    }

    [Theory]
    [InlineData("empty-map", "\"metadata\":[]")]
    [InlineData("gapped-list", "{\"0\":\"")]
    [InlineData("whole-float", "\"amount\":1234")]
    [InlineData("float-tail", "5.996999999999999")]
    [InlineData("exponent", "1.0e-5")]
    [InlineData("negative-zero", "\"amount\":-0")]
    [InlineData("big-integer", "9007199254740993")]
    [InlineData("numeric-string", "\"amount\":\"1234.4\"")]
    [InlineData("escapes", "A\\/B \\\"Q\\\" C:\\\\new\\\\table")]
    [InlineData("unescaped", "O'Brien & Sons <b>\u007f")]
    [InlineData("unicode", "\\u0141ukasz \\u65e5\\u672c \\u2028 \\u00e9")]
    [InlineData("surrogate-pairs", "\\ud83d\\ude00")]
    [InlineData("escaped-escape", "\\\\u00e9 \\\\n")]
    [InlineData("controls", "line one\\nline two\\ttab\\r\\b\\f\\u0001")]
    [InlineData("nul", "a\\u0000b")]
    public void A_shape_is_written_as_PHP_writes_it(string id, string json)
    {
        var delivery = new DeliveryBuilder(id == "gapped-list" || id == "empty-map" ? "partner.created" : "transaction.created").With(id == "gapped-list" ? "/data/tags" : "/data/metadata", id == "gapped-list" ? new JsonArray("a", "b") : new JsonObject { ["note"] = "x" }).Signed();
        var data = delivery.Data["amount"] is null ? delivery.Data : delivery.Data.With("amount", 1234.4);
        var schema = WebhookSchemas.BuiltIn.Of(delivery.Event);
        var texts = Enumerable.Range(0, 60).Select(i => PhpJson.Text(PhpShapeLayer.Apply(PhpShape.Find(id), schema, data, Choices.Random((ulong)i)))).ToList();

        Assert.Contains(texts, text => text.Contains(json, StringComparison.Ordinal));
    }

    [Fact]
    public void Opted_in_shapes_are_drawn_and_others_that_the_sender_is_not_known_to_use_are_not()
    {
        var plain = Deliveries.Valid(1, new FixtureSettings { Events = ["transaction.created"], Profile = FixtureProfile.Adversarial }).Take(300).Select(delivery => delivery.Delivery.BodyText).ToList();
        var opted = Deliveries.Valid(1, new FixtureSettings { Events = ["transaction.created"], OptIn = ["big-integer"] }).Take(300).Select(delivery => delivery.Delivery.BodyText).ToList();

        Assert.DoesNotContain(plain, text => text.Contains("9007199254740993", StringComparison.Ordinal));
        Assert.All(opted, text => Assert.Contains("9007199254740993", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shape_that_does_not_exist_is_named_with_those_that_do() =>
        Assert.StartsWith("No shape is called 'empty'. The shapes are empty-map, ", Assert.Throws<ArgumentException>(() => PhpShape.Find("empty")).Message, StringComparison.Ordinal);
}
