using System.Text;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Php;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Php;

/// <summary>What a test writes as a <see cref="JsonNode"/> is written as PHP writes it.</summary>
public sealed class JsonNodeTests
{
    [Theory]
    [InlineData("""{"a":"é/","b":[1,1.5,1e17,true,null],"c":{}}""", """{"a":"\u00e9\/","b":[1,1.5,1.0e+17,true,null],"c":{}}""")]
    [InlineData("[]", "[]")]
    [InlineData("""{"0":"a","2":"b"}""", """{"0":"a","2":"b"}""")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9.223372036854776e+18")]
    public void Parsed_JSON_is_written_as_PHP_writes_it(string json, string written) =>
        Assert.Equal(written, Encoding.ASCII.GetString(PhpJson.Encode(JsonNode.Parse(json))));

    [Fact]
    public void A_number_is_what_its_type_says()
    {
        var node = new JsonObject { ["float"] = 100.0, ["tail"] = 0.1 + 0.2, ["single"] = 0.1f, ["amount"] = 19.90m, ["long"] = long.MinValue, ["byte"] = (byte)7, ["big"] = ulong.MaxValue };

        Assert.Equal(
            """{"float":100,"tail":0.30000000000000004,"single":0.1,"amount":19.9,"long":-9223372036854775808,"byte":7,"big":1.8446744073709552e+19}""",
            Encoding.ASCII.GetString(PhpJson.Encode(node)));
    }

    [Fact]
    public void No_node_is_null() => Assert.Equal("null", Encoding.ASCII.GetString(PhpJson.Encode((JsonNode?)null)));

    [Fact]
    public void What_PHP_refuses_says_where()
    {
        Assert.Contains("/a/1", Assert.ThrowsAny<ArgumentException>(() => PhpJson.Encode(new JsonObject { ["a"] = new JsonArray(1, double.NaN) })).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => PhpJson.Encode(JsonValue.Create("half of a pair: \ud83d")));
    }

    [Fact]
    public void Values_of_any_type_that_serialises_are_written() =>
        Assert.Equal("\"2025-01-15T10:30:00Z\"", Encoding.ASCII.GetString(PhpJson.Encode(JsonValue.Create(new DateTime(2025, 1, 15, 10, 30, 0, DateTimeKind.Utc)))));
}
