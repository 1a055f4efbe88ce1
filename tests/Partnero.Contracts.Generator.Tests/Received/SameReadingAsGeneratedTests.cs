extern alias fixtures;

using System.Text;
using fixtures::Partnero.Contracts.Testing;
using fixtures::Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Received;

/// <summary>What the evaluator of schemas says of a delivery is what generated code makes of it: read, what deviates and why, or unreadable, where and why.</summary>
public sealed class SameReadingAsGeneratedTests(ITestOutputHelper output)
{
    private const string Own = """
        {
          "type": "object",
          "required": ["number", "title", "state", "anything"],
          "properties": {
            "number": {"type": ["string", "integer"], "x-role": "identity"},
            "title": {"type": "string"},
            "state": {"type": ["string", "null"]},
            "total": {"type": "number", "x-role": "money"},
            "pieces": {"type": "integer"},
            "gift": {"type": "boolean"},
            "kind": {"enum": ["small", "large"]},
            "prices": {"type": "array", "items": {"$ref": "#/definitions/price"}},
            "marks": {"type": "array", "items": {"type": ["string", "null"]}},
            "names": {"type": "object", "additionalProperties": {"type": "string"}},
            "lists": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "integer"}}},
            "gaps": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "object", "additionalProperties": {"type": "string"}}]},
            "address": {
              "type": "object",
              "required": ["street"],
              "properties": {"street": {"type": "string"}, "floor": {"type": "integer"}, "fee": {"type": "number", "x-role": "money"}, "at": {"type": "string", "format": "date-time"}}
            },
            "emptied": {"anyOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, {"const": []}]},
            "buyer": {"anyOf": [{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}, {"type": "string"}], "x-role": "reference"},
            "label": {"oneOf": [{"type": "null"}, {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}}, {"type": "string"}]},
            "old": {"allOf": [{"$ref": "#/definitions/price"}], "x-role": "code"},
            "parts": {"type": "array", "items": {"$ref": "#/definitions/part"}}
          },
          "definitions": {
            "price": {"type": "number", "x-role": "money"},
            "part": {"type": "object", "properties": {"name": {"type": "string"}, "parts": {"type": "array", "items": {"$ref": "#/definitions/part"}}}, "additionalProperties": false}
          }
        }
        """;

    private const string Requiring = """
        {"allOf": [{"$ref": "https://partnero-contracts.example/schemas/definitions/reward.schema.json"}, {"required": ["tags"]}], "required": ["currency", "amount"]}
        """;

    private const string Chosen = """
        {
          "type": "object",
          "properties": {"number": {"type": "string", "x-role": "identity"}, "note": {"type": "string"}},
          "oneOf": [
            {"properties": {"kind": {"const": "card"}, "last4": {"type": "string"}, "paid": {"type": "number", "x-role": "money"}, "from": {"type": "object", "properties": {"bank": {"type": "string"}}}}, "required": ["kind", "last4", "number"]},
            {"type": "object", "properties": {"kind": {"const": "iban"}, "iban": {"type": "string"}, "paid": {"type": "string", "x-role": "money"}, "from": {"type": "object", "properties": {"bank": {"type": "string"}, "city": {"type": "string"}}}}, "required": ["kind", "iban", "number"]},
            {"properties": {"kind": {"enum": ["cash", "none"]}, "with": {"allOf": [{"$ref": "#/definitions/till"}, {"anyOf": [{"required": ["till"]}, {"required": ["place"], "properties": {"place": {"type": "string"}}}]}]}}, "required": ["kind", "number"]}
          ],
          "definitions": {"till": {"type": "object", "properties": {"till": {"type": "integer"}}}}
        }
        """;

    public static TheoryData<string> Events => [.. WebhookSchemas.BuiltIn.Events];

    private static readonly Lazy<GeneratedAssembly> BuiltIn = new(() => GeneratorRun.Of(BuiltInSchemas.All).Compile());

    [Theory]
    [MemberData(nameof(Events))]
    public void Of_each_event(string name) => Compare(BuiltIn.Value, WebhookSchemas.BuiltIn, name, 40);

    [Theory]
    [InlineData("order.paid", Own)]
    [InlineData("order.rewarded", Requiring)]
    [InlineData("order.chosen", Chosen)]
    public void Of_schemas_of_ones_own(string name, string schema) =>
        Compare(GeneratorRun.Of([.. BuiltInSchemas.Definitions, SchemaInput.Event(name, schema)]).Compile(), WebhookSchemas.BuiltIn.With(name, schema), name, 250);

    private void Compare(GeneratedAssembly generated, WebhookSchemas schemas, string name, int bodies)
    {
        // To replay a failure, put its seed here.
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var readable = new ReadableSchemas(schemas);
        var counts = new Dictionary<ReadingOutcome, int>();
        foreach (var delivery in Deliveries.Valid(seed, new FixtureSettings { Schemas = schemas, Events = [name], Profile = FixtureProfile.Adversarial }).Take(bodies))
        {
            foreach (var body in WrongValues.Of(delivery.Body, random).Prepend(delivery.Body.ToArray()))
            {
                var reading = DeliveryReading.Of(body, readable);
                counts[reading.Outcome] = counts.GetValueOrDefault(reading.Outcome) + 1;
                Assert.Equal(Generated(generated, body), Words(reading));
            }
        }

        output.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));
        Assert.Empty(readable.Unsupported);
        Assert.True(counts.GetValueOrDefault(ReadingOutcome.Read) > 0, "nothing was read");
        Assert.True(counts.GetValueOrDefault(ReadingOutcome.Unreadable) > 0, "nothing was unreadable");
    }

    private static string Generated(GeneratedAssembly generated, byte[] body)
    {
        try
        {
            PartneroWebhook webhook = generated.Dispatcher.Read(body);
            return Words(body, string.Join("; ", webhook.Deviations.Select(Words)));
        }
        catch (PayloadException exception)
        {
            return Words(body, exception.Message);
        }
    }

    private static string Words(DeliveryReading reading) =>
        Words(reading.Body.Span, reading.Exception?.Message ?? string.Join("; ", reading.Deviations.Select(Words)));

    private static string Words(PayloadDeviation deviation) => $"{deviation}: {deviation.Value.GetRawText()}";

    private static string Words(ReadOnlySpan<byte> body, string what) => $"{what} in {Encoding.UTF8.GetString(body)}";
}
