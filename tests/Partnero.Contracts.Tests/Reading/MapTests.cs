using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class MapTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")] // an empty array in PHP, whatever it was meant to be
    public void An_empty_map_is_read_in_both_forms(string json) => Assert.Empty(Payload.Read(json, PayloadReader.ReadMap));

    [Fact]
    public void A_map_keeps_any_values()
    {
        var map = Payload.Read("""{"plan":"gold","seats":5,"none":null,"more":{"a":[1]}}""", PayloadReader.ReadMap);
        Assert.Equal(["plan", "seats", "none", "more"], map.Keys);
        Assert.Equal("gold", map["plan"].GetString());
        Assert.Equal(JsonValueKind.Null, map["none"].ValueKind);
        Assert.Equal("""{"a":[1]}""", map["more"].GetRawText());
    }

    [Fact]
    public void A_list_is_a_map_with_its_positions_as_names()
    {
        var map = Payload.Read("""["a",["b"],null]""", PayloadReader.ReadMap);
        Assert.Equal(["0", "1", "2"], map.Keys);
        Assert.Equal("a", map["0"].GetString());
        Assert.Equal(JsonValueKind.Array, map["1"].ValueKind);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("-1")]
    [InlineData("3")]
    [InlineData("99999999999")]
    [InlineData("")]
    [InlineData("a")]
    public void Of_a_list_only_the_positions_are_names(string name)
    {
        var map = Payload.Read("""["a","b","c"]""", PayloadReader.ReadMap);
        Assert.False(map.ContainsKey(name));
        Assert.False(map.TryGetValue(name, out _));
        Assert.Throws<KeyNotFoundException>(() => map[name]);
    }

    [Fact]
    public void A_list_gives_its_items_in_order_with_their_positions()
    {
        var map = Payload.Read("[7,8]", (ref Utf8JsonReader reader) => Maps(ref reader, PayloadReader.ReadInt64));
        Assert.Equal([new("0", 7), new("1", 8)], map);
        Assert.Equal([7, 8], map.Values);
        Assert.Equal((2, 8), (map.Count, map["1"]));
    }

    [Fact]
    public void A_name_that_is_not_Unicode_is_refused() => Payload.Refused("""{"\ud83d":1}""", PayloadReader.ReadMap);

    [Fact]
    public void Names_that_differ_in_case_are_different_names() =>
        Assert.Equal(2, Payload.Read("""{"a":1,"A":2}""", PayloadReader.ReadMap).Count);

    [Fact]
    public void The_last_of_two_equal_names_wins_as_in_PHP() =>
        Assert.Equal(2, Payload.Read("""{"a":1,"a":2}""", PayloadReader.ReadMap)["a"].GetInt32());

    [Fact]
    public void An_empty_name_is_a_name() =>
        Assert.Equal(1, Payload.Read("""{"":1}""", PayloadReader.ReadMap)[""].GetInt32());

    [Fact]
    public void A_typed_map_reads_its_values()
    {
        var map = Payload.Read("""{"a":"1.5","b":2}""", (ref Utf8JsonReader reader) => Maps(ref reader, PayloadReader.ReadDecimal));
        Assert.Equal(1.5m, map["a"]);
        Assert.Equal(2m, map["b"]);
    }

    [Theory]
    [InlineData("""{"a":true}""")]
    [InlineData("""[true]""")]
    public void A_typed_map_refuses_other_values(string json) =>
        Payload.Refused(json, (ref Utf8JsonReader reader) => Maps(ref reader, PayloadReader.ReadDecimal));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("5")]
    [InlineData("null")]
    public void What_is_no_map_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadMap);

    private static IReadOnlyDictionary<string, T> Maps<T>(ref Utf8JsonReader reader, ValueReader<T> readValue)
    {
        DeviationCollector? deviations = null;
        return PayloadReader.ReadMap(ref reader, ref deviations, Payload.Value(readValue));
    }
}
