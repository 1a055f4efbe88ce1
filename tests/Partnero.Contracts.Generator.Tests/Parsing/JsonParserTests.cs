using System.Text.Json;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Tests.Parsing;

public sealed class JsonParserTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData(" \t\r\n[ 1 , 2 ] \n")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.5e-10")]
    [InlineData("1E+2")]
    [InlineData("\"\"")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"")]
    [InlineData("\"é 😀 \u007f\"")]
    [InlineData("{\"\":null,\"a\":{\"b\":[true,false]}}")]
    public void JSON_is_read_as_System_Text_Json_reads_it(string text)
    {
        using var expected = JsonDocument.Parse(text);

        IsSame(expected.RootElement, JsonParser.Parse(text));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("{", 1)]
    [InlineData("[1,]", 3)]
    [InlineData("[1 2]", 3)]
    [InlineData("[1}", 2)]
    [InlineData("{\"a\":1,}", 7)]
    [InlineData("{\"a\" 1}", 5)]
    [InlineData("{a:1}", 1)]
    [InlineData("{'a':1}", 1)]
    [InlineData("{1:1}", 1)]
    [InlineData("{\"a\":1,\"a\":2}", 7)]
    [InlineData("01", 1)]
    [InlineData("+1", 0)]
    [InlineData(".5", 0)]
    [InlineData("1.", 2)]
    [InlineData("1e", 2)]
    [InlineData("-", 1)]
    [InlineData("0x10", 1)]
    [InlineData("NaN", 0)]
    [InlineData("tru", 0)]
    [InlineData("True", 0)]
    [InlineData("nulll", 4)]
    [InlineData("\"abc", 4)]
    [InlineData("\"a\nb\"", 2)]
    [InlineData("\"\\x\"", 2)]
    [InlineData("\"\\u12g4\"", 2)]
    [InlineData("\"\\u 123\"", 2)]
    [InlineData("\"\\", 2)]
    [InlineData("// comment\n{}", 0)]
    [InlineData("[] []", 3)]
    [InlineData("\ufeff{}", 0)]
    [InlineData("[\0]", 1)]
    public void Text_that_is_not_JSON_is_refused_where_it_goes_wrong(string text, int place) =>
        Assert.Equal(place, Assert.Throws<JsonSyntaxException>(() => JsonParser.Parse(text)).Span.Start);

    [Fact]
    public void A_value_knows_its_place()
    {
        var root = Assert.IsType<JsonObject>(JsonParser.Parse(""" {"a": [1, "two"]} """));

        var list = Assert.IsType<JsonArray>(root["a"]);

        Assert.Equal((1, 17), (root.Span.Start, root.Span.Length));
        Assert.Equal((2, 3), (root.Members[0].NameSpan.Start, root.Members[0].NameSpan.Length));
        Assert.Equal((11, 5), (list.Items[1].Span.Start, list.Items[1].Span.Length));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Deep_nesting_is_a_fault(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));

        var diagnostic = Assert.Throws<JsonSyntaxException>(() => JsonParser.Parse(text));

        Assert.Equal(128 * opening.Length, diagnostic.Span.Start);
    }

    [Fact]
    public void Nesting_to_the_limit_is_read() => JsonParser.Parse(new string('[', 128) + new string(']', 128));

    private static void IsSame(JsonElement expected, JsonValue actual)
    {
        switch (actual)
        {
            case JsonObject value:
                Assert.Equal(expected.EnumerateObject().Select(member => member.Name), value.Members.Select(member => member.Name));
                Assert.All(value.Members, member => IsSame(expected.GetProperty(member.Name), member.Value));
                break;
            case JsonArray list:
                Assert.Equal(expected.GetArrayLength(), list.Items.Count);
                Assert.All(list.Items, (item, index) => IsSame(expected[index], item));
                break;
            case JsonString text:
                Assert.Equal(expected.GetString(), text.Value);
                break;
            case JsonNumber number:
                Assert.Equal(expected.GetRawText(), number.Text);
                break;
            case JsonBoolean boolean:
                Assert.Equal(expected.GetBoolean(), boolean.Value);
                break;
            default:
                Assert.Equal(JsonValueKind.Null, expected.ValueKind);
                break;
        }
    }
}
