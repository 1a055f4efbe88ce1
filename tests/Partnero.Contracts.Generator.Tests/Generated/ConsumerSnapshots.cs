using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

public sealed class ConsumerSnapshots
{
    [Fact]
    public void Every_generated_file() =>
        SnapshotFolder.Of(typeof(ConsumerSnapshots)).Verify(typeof(ConsumerSnapshots), GeneratorRun.Of(Schemas).Sources);

    [Fact]
    public void Consumer_schemas_have_no_faults() => Assert.Empty(GeneratorRun.Of(Schemas).Diagnostics);

    internal static GeneratedAssembly Compile() => GeneratedAssembly.Compile(
        SnapshotFolder.Of(typeof(ConsumerSnapshots)).Read(typeof(ConsumerSnapshots), nameof(Every_generated_file)));

    /// <summary>The shapes that the built-in schemas do not have.</summary>
    private static IEnumerable<SchemaInput> Schemas =>
    [
        .. BuiltInSchemas.Definitions,
        SchemaInput.Event("order.placed", """
            {
              "description": "An order was placed <at once>.\nIt is not yet paid.",
              "type": "object",
              "required": ["id", "count", "note", "lines", "address"],
              "properties": {
                "id": {"description": "The order.", "type": "string", "minLength": 3, "pattern": "^ord_"},
                "kind": {"description": "Always an order.", "const": "order"},
                "version": {"type": "integer", "const": 2},
                "count": {"description": "How many.", "type": "integer", "minimum": 1},
                "gift": {"description": "Whether it is a gift.", "type": "boolean"},
                "note": {"description": "Must come, and may be null.", "type": ["string", "null"]},
                "weight": {"type": ["number", "null"]},
                "channel": {"description": "A closed set.", "enum": ["web", "in-store", "2nd hand"]},
                "address": {
                  "description": "Where to.",
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["city"],
                  "properties": {"city": {"type": "string"}, "zip": {"type": ["string", "null"]}}
                },
                "lines": {
                  "type": "array",
                  "items": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}, "price": {"type": "number"}}}
                },
                "stock": {"type": "object", "additionalProperties": {"type": "integer"}},
                "ratings": {"type": "array", "items": {"type": ["number", "null"]}},
                "partner": {"$ref": "https://partnero-contracts.example/schemas/definitions/reference.schema.json"},
                "owner": {"$ref": "https://partnero-contracts.example/schemas/definitions/partner.schema.json"},
                "parent": {"anyOf": [{"$ref": "#"}, {"type": "null"}]},
                "anything": true,
                "event": {"type": "string"},
                "class": {"type": "string"},
                "read": {"type": "string"},
                "2x": {"type": "integer"},
                "with space": {"type": "string"},
                "to_string": {"type": "string"},
                "order.placed.data": {"type": "string"},
                "quote\"d": {"type": "string"},
                "größe": {"type": "string"}
              }
            }
            """),
        SchemaInput.Event("order.shipped", """
            {
              "description": "An order was shipped.",
              "allOf": [
                {"$ref": "parcel.schema.json"},
                {"type": "object", "required": ["shipped_at"], "properties": {"shipped_at": {"$ref": "https://partnero-contracts.example/schemas/definitions/timestamp.schema.json"}}}
              ]
            }
            """),
        SchemaInput.Definition("parcel", """
            {"description": "A parcel.", "type": "object", "required": ["code"], "properties": {"code": {"type": "string"}, "grams": {"type": "integer"}}}
            """),
    ];
}
