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

    /// <summary>Parts and choices that say one thing in several ways, or less than all of it.</summary>
    public static TheoryData<string> Compositions =>
    [
        // A branch that is silent about a property narrows none.
        """{"type": "object", "properties": {"v": {"type": "string"}}, "required": ["v"], "anyOf": [{"properties": {"v": {"type": "string", "format": "date-time"}}}, {"properties": {"w": {"type": "string"}}, "required": ["w"]}]}""",
        """{"type": "object", "properties": {"v": {"type": ["string", "null"]}}, "required": ["v"], "anyOf": [{"properties": {"v": {"type": "string"}}}, {"properties": {"w": {"type": "string"}}, "required": ["w"]}]}""",
        """{"type": "object", "properties": {"v": {"type": "integer"}}, "anyOf": [{"properties": {"v": {"const": 1}}}, {"properties": {"w": {"type": "string"}}}]}""",
        """{"type": "object", "properties": {"v": {"enum": ["a", "b"]}}, "anyOf": [{"properties": {"v": {"const": "a"}}}, {"properties": {"w": {"type": "string"}}}]}""",
        """{"type": "object", "anyOf": [{"required": ["x"]}, {"properties": {"x": {"type": "string"}}, "required": ["x"]}]}""",
        // One thing in several words.
        """{"properties": {"kind": {"enum": ["card", "iban"]}}, "oneOf": [{"properties": {"kind": {"const": "card"}}, "required": ["kind"]}, {"properties": {"kind": {"const": "iban"}}, "required": ["kind"]}]}""",
        """{"oneOf": [{"properties": {"gift": {"const": true}, "n": {"const": 1}, "at": {"type": "string", "format": "date-time", "description": "One."}}}, {"properties": {"gift": {"const": false}, "n": {"const": 2}, "at": {"type": "string", "format": "date-time"}}, "required": ["gift"]}]}""",
        """{"anyOf": [{"properties": {"n": {"type": "integer", "minimum": 1}, "m": {"type": "integer"}, "o": {"type": ["integer", "null"]}}}, {"properties": {"n": {"type": "integer"}, "m": {"type": "number"}, "o": {"type": "integer"}}, "required": ["n"]}]}""",
        """{"anyOf": [{"properties": {"k": {"not": {}}}}, {"properties": {"k": {"type": "string"}}, "required": ["k"]}]}""",
        // What has no type with all branches.
        """{"anyOf": [{"properties": {"it": {"type": "string"}}}, {"properties": {"it": {"type": "boolean"}}, "required": ["it"]}]}""",
        """{"anyOf": [{"properties": {"k": {"type": "object", "properties": {"k": {"$ref": "#"}}}}}, {"properties": {"k": {"type": "object", "properties": {"k": {"$ref": "#/anyOf/0/properties/k"}}}}}]}""",
        // Null.
        """{"type": "object", "required": ["p"], "properties": {"p": {"type": ["object", "null"], "allOf": [{"anyOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "string"}}}]}]}}}""",
        """{"allOf": [{"$ref": "#/definitions/base"}, {"required": ["p"]}], "definitions": {"base": {"type": "object", "properties": {"p": {"type": ["object", "null"], "anyOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"b": {"type": "string"}}, "required": ["b"]}]}}}}}""",
        """{"type": ["object", "null"], "required": ["next"], "properties": {"next": {"$ref": "#"}}}""",
        """{"type": "object", "properties": {"it": {"type": ["object", "array"], "properties": {"k": {"$ref": "#/properties/it"}}}}}""",
        """{"type": "object", "properties": {"it": {"type": ["object", "null"], "allOf": [{"type": ["object", "null"], "properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "integer"}}}]}}}""",
        // Joined with a choice.
        """{"allOf": [{"type": "object", "properties": {"q": {"anyOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"b": {"type": "string"}}, "required": ["b"]}]}}}, {"properties": {"q": {"type": "object"}}}]}""",
        """{"allOf": [{"type": "object", "properties": {"q": {"anyOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, {"type": "null"}]}}}, {"properties": {"q": {"type": "object"}}}]}""",
        """{"type": "object", "anyOf": [{"properties": {"kid": {"type": "object", "allOf": [{"$ref": "#"}, {"properties": {"kid": {"type": "object", "properties": {"y": {"type": "string"}}}}}]}}}]}""",
        """{"type": "object", "properties": {"kid": {"type": "object", "allOf": [{"$ref": "#"}, {"properties": {"kid": {"type": "object", "properties": {"y": {"type": "string"}}}}}]}}}""",
        """{"type": "object", "properties": {"it": {"anyOf": [{"type": "object", "oneOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"b": {"type": "integer"}}, "required": ["b"]}]}, {"type": "array", "maxItems": 0}]}}}""",
        """{"type": "object", "properties": {"who": {"anyOf": [{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "anyOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "integer"}}}]}, {"type": "string"}]}}}""",
        // Roles.
        """{"type": "object", "properties": {"number": {"type": ["string", "integer"], "x-role": "identity"}}, "anyOf": [{"properties": {"number": {"type": "string"}}}]}""",
        """{"allOf": [{"type": "object", "properties": {"number": {"type": ["string", "integer"], "x-role": "identity"}}}, {"properties": {"number": {"type": "string"}}}]}""",
        """{"anyOf": [{"properties": {"paid": {"$ref": "#/definitions/price"}}}, {"properties": {"paid": {"type": "string"}}, "required": ["paid"]}], "definitions": {"price": {"type": "number", "x-role": "money"}}}""",
        """{"type": "object", "properties": {"paid": {"anyOf": [{"$ref": "#/definitions/price"}, {"type": "string"}]}}, "definitions": {"price": {"type": "number", "x-role": "money"}}}""",
        // Equal words in documents of their own.
        """{"type": "object", "anyOf": [{"$id": "https://x.example/a/", "properties": {"k": {"$ref": "#/definitions/t"}}, "definitions": {"t": {"type": "string"}}}, {"$id": "https://x.example/b/", "properties": {"k": {"$ref": "#/definitions/t"}}, "definitions": {"t": {"type": "integer"}}}]}""",
    ];

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

    /// <summary>And what is valid is read; but of a strict role, only what can be.</summary>
    [Theory]
    [MemberData(nameof(Compositions))]
    public void Of_parts_and_choices(string schema)
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", schema));
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        var counts = Count(run.Compile(), WebhookSchemas.BuiltIn.With("order.paid", schema), "order.paid", 20, out var valid);

        Assert.True(counts.GetValueOrDefault(ReadingOutcome.Read) > 0, "nothing was read");
        if (!schema.Contains("x-role", StringComparison.Ordinal))
            Assert.DoesNotContain(ReadingOutcome.Unreadable, valid);
    }

    private void Compare(GeneratedAssembly generated, WebhookSchemas schemas, string name, int bodies)
    {
        var counts = Count(generated, schemas, name, bodies, out _);
        Assert.True(counts.GetValueOrDefault(ReadingOutcome.Read) > 0, "nothing was read");
        Assert.True(counts.GetValueOrDefault(ReadingOutcome.Unreadable) > 0, "nothing was unreadable");
    }

    /// <summary>Compares both readers on deliveries that are valid, and on each of them with wrong values.</summary>
    private Dictionary<ReadingOutcome, int> Count(GeneratedAssembly generated, WebhookSchemas schemas, string name, int bodies, out List<ReadingOutcome> valid)
    {
        valid = [];
        // To replay a failure, put its seed here.
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var readable = new ReadableSchemas(schemas);
        var counts = new Dictionary<ReadingOutcome, int>();
        foreach (var delivery in Deliveries.Valid(seed, new FixtureSettings { Schemas = schemas, Events = [name], Profile = FixtureProfile.Adversarial }).Take(bodies))
        {
            valid.Add(DeliveryReading.Of(delivery.Body.ToArray(), readable).Outcome);
            foreach (var body in WrongValues.Of(delivery.Body, random).Prepend(delivery.Body.ToArray()))
            {
                var reading = DeliveryReading.Of(body, readable);
                counts[reading.Outcome] = counts.GetValueOrDefault(reading.Outcome) + 1;
                Assert.Equal(Generated(generated, body), Words(reading));
            }
        }

        output.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));
        Assert.Empty(readable.Unsupported);
        return counts;
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
