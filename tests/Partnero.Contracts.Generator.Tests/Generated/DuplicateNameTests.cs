using System.Text.Json;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>Of two values of one name the last counts, as in PHP: also where that is null.</summary>
public sealed class DuplicateNameTests(DuplicateNameTests.Generated generated) : IClassFixture<DuplicateNameTests.Generated>
{
    private const string Schema = """
        {
          "type": "object",
          "required": ["must", "mustOrNull"],
          "properties": {
            "must": {"type": "string"},
            "mustOrNull": {"type": ["integer", "null"]},
            "text": {"type": "string"},
            "id": {"type": ["string", "integer"]},
            "amount": {"type": "number"},
            "count": {"type": "integer"},
            "flag": {"type": "boolean"},
            "moment": {"type": "string", "format": "date-time"},
            "map": {"type": "object"},
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "list": {"type": "array", "items": {"type": "string"}},
            "anyList": {"type": "array"},
            "object": {"type": "object", "properties": {"a": {"type": "string"}}},
            "set": {"enum": ["big", "small"]},
            "reference": {"anyOf": [{"title": "Ref", "type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}, {"type": "string"}]}
          }
        }
        """;

    [Theory]
    [InlineData("text", "\"x\"")]
    [InlineData("id", "7")]
    [InlineData("amount", "1.5")]
    [InlineData("count", "3")]
    [InlineData("flag", "true")]
    [InlineData("moment", "\"2025-01-15T10:30:00Z\"")]
    [InlineData("map", "{\"a\":1}")]
    [InlineData("counts", "{\"a\":1}")]
    [InlineData("list", "[\"a\"]")]
    [InlineData("anyList", "[1]")]
    [InlineData("object", "{\"a\":\"x\"}")]
    [InlineData("set", "\"big\"")]
    [InlineData("reference", "\"x\"")]
    [InlineData("mustOrNull", "3")]
    public void A_value_and_then_null_is_null(string name, string value)
    {
        Assert.NotNull(Property(name, $"\"{name}\":{value}"));
        Assert.Null(Property(name, $"\"{name}\":{value},\"{name}\":null"));
        Assert.NotNull(Property(name, $"\"{name}\":null,\"{name}\":{value}"));
    }

    [Fact]
    public void A_required_value_and_then_null_is_refused_like_null() =>
        Assert.Equal("/data/must", Assert.Throws<PayloadException>(() => { Read("\"must\":null"); }).Pointer);

    [Fact]
    public void An_undescribed_value_and_then_null_is_kept_as_null() =>
        Assert.Equal(JsonValueKind.Null, Read("\"more\":1,\"more\":null").AdditionalProperties["more"].ValueKind);

    private object? Property(string name, string members)
    {
        object data = Read(members);
        return data.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!.GetValue(data);
    }

    private dynamic Read(string members) =>
        generated.Assembly.Read(Payloads.Body("order.paid", $"{{\"must\":\"here\",\"mustOrNull\":1,{members}}}")).Data;

    public sealed class Generated
    {
        internal GeneratedAssembly Assembly { get; } = GeneratorRun.Of(SchemaInput.Event("order.paid", Schema)).Compile();
    }
}
