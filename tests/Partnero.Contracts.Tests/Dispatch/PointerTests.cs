using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

public class PointerTests
{
    [Theory]
    [InlineData("event")]
    [InlineData("url")]
    [InlineData("webhook_key")]
    [InlineData("created_at")]
    [InlineData("data")]
    public void A_missing_field_of_the_envelope_is_named(string field)
    {
        var body = Bodies.Of("partner.deleted", "{\"id\":\"p1\"}").Replace($"\"{field}\":", "\"other\":", StringComparison.Ordinal);
        var refusal = Read.Refused(body);
        Assert.Equal("/" + field, refusal.Pointer);
        Assert.Contains("is required", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event", "5")]
    [InlineData("event", "null")]
    [InlineData("url", "{}")]
    [InlineData("webhook_key", "[]")]
    [InlineData("created_at", "\"soon\"")]
    [InlineData("data", "[]")]
    [InlineData("data", "null")]
    [InlineData("data", "\"p1\"")]
    public void A_field_of_the_wrong_type_is_named(string field, string value) =>
        Assert.Equal("/" + field, Read.Refused(Bodies.Of("partner.deleted", "{\"id\":\"p1\"}")[..^1] + $",\"{field}\":{value}}}").Pointer);

    [Theory]
    [InlineData("\"name\":5", "/data/name")]
    [InlineData("\"metadata\":5", "/data/metadata")]
    [InlineData("\"tags\":[\"a\",\"b\",5]", "/data/tags/2")]
    [InlineData("\"tags\":[[]]", "/data/tags/0")]
    [InlineData("\"tags\":{\"4\":\"a\",\"7\":5}", "/data/tags/7")]
    [InlineData("\"tags\":{\"a/b\":5}", "/data/tags/a~1b")]
    [InlineData("\"tags\":{\"a~b\":5}", "/data/tags/a~0b")]
    [InlineData("\"tags\":{\"~1\":5}", "/data/tags/~01")]
    [InlineData("\"tags\":{\"\":5}", "/data/tags/")]
    [InlineData("\"tags\":{\"\\u00e9\":5}", "/data/tags/é")]
    [InlineData("\"metadata\":{\"deep\":[[{}],{\"a\":[]}]},\"updated_at\":0", "/data/updated_at")]
    [InlineData("\"tags\":[],\"tags\":[\"a\",5]", "/data/tags/1")]
    public void A_deviation_inside_a_payload_is_pointed_at(string property, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Read.As<PartnerCreated>(Bodies.Partner("," + property)).Deviations).Cause);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":\"p1\",\"id\":null}")]
    public void A_required_property_that_is_absent_or_null_is_pointed_at(string data) =>
        Assert.Equal("/data/id", Read.Refused(Bodies.Of("partner.created", data)).Pointer);

    [Fact]
    public void A_missing_property_of_an_inner_object_is_pointed_at() =>
        Assert.Equal("/data/partner/id", Read.Refused(Bodies.Of("reward.created", "{\"id\":\"r1\",\"partner\":{\"email\":null}}")).Pointer);

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"event\"")]
    public void A_body_that_is_no_object_is_what_is_wrong(string body)
    {
        var refusal = Read.Refused(body);
        Assert.Equal("", refusal.Pointer);
        Assert.Contains("the body must be an object", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_not_JSON_is_pointed_at_by_line_and_byte() =>
        Assert.Contains("line 2, byte 3", Read.Refused("{\n  x").Message, StringComparison.Ordinal);

    [Fact]
    public void The_message_holds_no_value_of_the_payload()
    {
        Assert.DoesNotContain("private", Read.Refused(Bodies.Of("reward.created", "{\"id\":\"r1\",\"amount\":\"private\"}")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("private", Assert.Single(Read.As<PartnerCreated>(Bodies.Partner(",\"tags\":\"private\"")).Deviations).ToString(), StringComparison.Ordinal);
    }
}
