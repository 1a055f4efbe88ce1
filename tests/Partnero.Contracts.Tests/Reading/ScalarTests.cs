using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class ScalarTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"https:\\/\\/a\\/b\"", "https://a/b")]
    [InlineData("\"\\u00e9 \\u65e5 \\ud83d\\ude00\"", "é 日 😀")]
    [InlineData("\"é 日 😀\"", "é 日 😀")]
    [InlineData("\"\\u0000\"", "\0")]
    public void A_string_is_read_as_PHP_escapes_it(string json, string expected) =>
        Assert.Equal(expected, Payload.Read(json, PayloadReader.ReadString));

    [Theory]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    public void Half_a_surrogate_pair_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadString);

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_string_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadString);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_boolean_is_read(string json, bool expected) => Assert.Equal(expected, Payload.Read(json, PayloadReader.ReadBoolean));

    [Theory]
    [InlineData("1")]
    [InlineData("\"true\"")]
    [InlineData("null")]
    public void What_is_no_boolean_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadBoolean);

    [Theory]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("{\"a\":[1]}", JsonValueKind.Object)]
    [InlineData("[1,{}]", JsonValueKind.Array)]
    [InlineData("1.0e+25", JsonValueKind.Number)]
    public void An_open_value_is_kept_as_it_came(string json, JsonValueKind kind)
    {
        var element = Payload.Read(json, PayloadReader.ReadElement);
        Assert.Equal(kind, element.ValueKind);
        Assert.Equal(json, element.GetRawText());
    }
}
