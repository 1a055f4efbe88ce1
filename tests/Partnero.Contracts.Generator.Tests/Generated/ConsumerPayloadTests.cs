using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>The consumer's snapshots, compiled and run.</summary>
public sealed class ConsumerPayloadTests(ConsumerPayloadTests.Generated generated) : IClassFixture<ConsumerPayloadTests.Generated>
{
    private const string Least = "\"id\":\"ord_1\",\"count\":2,\"note\":null,\"lines\":[],\"address\":{\"city\":\"Riga\"}";

    [Fact]
    public void The_least_order_is_read()
    {
        var order = Order("");

        Assert.Equal("ord_1", order.Id);
        Assert.Equal(2L, order.Count);
        Assert.Null(order.Note);
        Assert.Equal("Riga", order.Address.City);
    }

    [Fact]
    public void A_required_property_that_may_be_null_must_still_come()
    {
        var body = Payloads.Body("order.placed", $"{{{Least.Replace("\"note\":null,", "", StringComparison.Ordinal)}}}");

        Assert.Equal("/data/note", Assert.Throws<PayloadException>(() => { generated.Assembly.Read(body); }).Pointer);
    }

    [Fact]
    public void Objects_in_a_list_are_typed()
    {
        var order = generated.Assembly.Read(Payloads.Body(
            "order.placed", $"{{{Least.Replace("[]", "[{\"sku\":\"a\",\"price\":1.5},{\"sku\":\"b\"}]", StringComparison.Ordinal)}}}")).Data;

        Assert.Equal("b", order.Lines[1].Sku);
        Assert.Equal(1.5m, order.Lines[0].Price);
    }

    [Fact]
    public void A_map_with_typed_values_is_typed() =>
        Assert.Equal(3L, ((IReadOnlyDictionary<string, long>)Order(""","stock":{"a":3}""").Stock)["a"]);

    [Fact]
    public void A_list_may_hold_nulls_where_the_schema_says_so() =>
        Assert.Equal([1m, null], (IReadOnlyList<decimal?>)Order(""","ratings":[1,null]""").Ratings);

    [Fact]
    public void A_closed_set_keeps_a_text_outside_it_and_says_so()
    {
        Assert.True(Order(""","channel":"in-store" """).Channel.IsKnown);
        Assert.False(Order(""","channel":"fax" """).Channel.IsKnown);
    }

    [Fact]
    public void A_closed_object_forgets_what_it_does_not_describe()
    {
        var address = generated.Assembly.Type("OrderPlacedDataAddress");

        Assert.Null(address.GetProperty("AdditionalProperties"));
    }

    [Fact]
    public void An_object_may_hold_itself() =>
        Assert.Equal("ord_1", Order($",\"parent\":{{{Least}}}").Parent.Id);

    [Theory]
    [InlineData("event", "Event")]
    [InlineData("class", "Class")]
    [InlineData("read", "ReadProperty")]
    [InlineData("with space", "WithSpace")]
    [InlineData("to_string", "ToStringProperty")]
    [InlineData("order.placed.data", "OrderPlacedDataProperty")]
    [InlineData("quote\\\"d", "QuoteD")]
    [InlineData("größe", "Größe")]
    public void An_odd_name_is_read_into_a_member_of_a_fitting_name(string json, string member)
    {
        object order = Order($",\"{json}\":\"here\"");

        Assert.Equal("here", order.GetType().GetProperty(member)!.GetValue(order));
    }

    [Fact]
    public void Objects_composed_by_allOf_are_one()
    {
        var parcel = generated.Assembly.Read(Payloads.Body("order.shipped", """{"code":"x","grams":10,"shipped_at":"2025-01-15T10:30:00Z"}""")).Data;

        Assert.Equal("x", parcel.Code);
        Assert.Equal(new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero), parcel.ShippedAt);
    }

    [Fact]
    public void A_definition_of_the_package_is_shared_by_its_id() =>
        Assert.Equal("p1", Order(""","partner":"p1","owner":{"id":"p2"}""").Partner.Id);

    private dynamic Order(string more) => generated.Assembly.Read(Payloads.Body("order.placed", $"{{{Least}{more}}}")).Data;

    public sealed class Generated
    {
        internal GeneratedAssembly Assembly { get; } = ConsumerSnapshots.Compile();
    }
}
