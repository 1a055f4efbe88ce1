using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class ListTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    [InlineData("""["a","b"]""", "a b")]
    [InlineData("""{"0":"a","2":"c"}""", "a c")] // a PHP list that was filtered
    [InlineData("""{"2":"c","0":"a"}""", "c a")]
    public void A_list_is_read_in_both_forms_in_the_order_in_which_it_came(string json, string expected) =>
        Assert.Equal(expected, string.Join(' ', Payload.Read(json, Strings)));

    [Fact]
    public void Lists_hold_lists() =>
        Assert.Equal([2, 1], Payload.Read("""[["a","b"],{"5":"c"}]""", (ref Utf8JsonReader reader) => Lists(ref reader, Strings)).Select(inner => inner.Count));

    [Theory]
    [InlineData("""["a",5]""")]
    [InlineData("""["a",null]""")]
    [InlineData("""{"0":["a"]}""")]
    [InlineData("\"a\"")]
    [InlineData("5")]
    [InlineData("null")]
    public void What_is_no_list_of_strings_is_refused(string json) => Payload.Refused(json, Strings);

    private static IReadOnlyList<string> Strings(ref Utf8JsonReader reader) => Lists(ref reader, PayloadReader.ReadString);

    private static IReadOnlyList<T> Lists<T>(ref Utf8JsonReader reader, ValueReader<T> readItem)
    {
        DeviationCollector? deviations = null;
        return PayloadReader.ReadList(ref reader, ref deviations, Payload.Value(readItem));
    }
}
