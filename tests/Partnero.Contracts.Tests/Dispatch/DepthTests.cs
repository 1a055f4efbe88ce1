using Partnero.Contracts.Reading;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

public class DepthTests
{
    // The envelope, the payload and, in a partner, the property's own value are levels too.
    [Fact]
    public void A_kept_property_may_nest_as_deep_as_PHP_writes() =>
        Assert.Single(Read.As<PartnerCreated>(Bodies.Partner(",\"deep\":" + Nested(PayloadReader.MaxDepth - 2))).Data.AdditionalProperties);

    [Fact]
    public void A_map_may_nest_as_deep_as_PHP_writes() =>
        Assert.Single(Read.As<PartnerCreated>(Bodies.Partner(",\"metadata\":{\"deep\":" + Nested(PayloadReader.MaxDepth - 3) + "}")).Data.Metadata!);

    [Fact]
    public void An_unknown_field_may_nest_as_deep_as_PHP_writes() =>
        Read.As<PartnerCreated>(Bodies.Partner("")[..^1] + ",\"deep\":" + Nested(PayloadReader.MaxDepth - 1) + "}");

    [Fact]
    public void An_unknown_event_may_nest_as_deep_as_PHP_writes() =>
        Read.As<UnknownWebhook>(Bodies.Of("voucher.issued", Nested(PayloadReader.MaxDepth - 1)));

    [Fact]
    public void The_limit_is_that_of_json_encode() => Assert.Equal(512, PayloadReader.MaxDepth);

    [Fact]
    public void One_level_more_is_refused_wherever_it_stands()
    {
        Read.Refused(Bodies.Partner(",\"deep\":" + Nested(PayloadReader.MaxDepth - 1)));
        Read.Refused(Bodies.Partner(",\"metadata\":{\"deep\":" + Nested(PayloadReader.MaxDepth - 2) + "}"));
        Read.Refused(Bodies.Partner("")[..^1] + ",\"deep\":" + Nested(PayloadReader.MaxDepth) + "}");
        Read.Refused(Bodies.Of("voucher.issued", Nested(PayloadReader.MaxDepth)));
    }

    [Fact]
    public void It_is_said_that_the_nesting_is_refused_and_of_what_is_not_JSON_before_it_that()
    {
        var deep = Bodies.Of("voucher.issued", Nested(PayloadReader.MaxDepth));

        Assert.Contains("deeper than 512 levels, at line 1, byte ", Read.Refused(deep).Message, StringComparison.Ordinal);
        Assert.Contains("is not JSON", Read.Refused(deep.Replace("\"data\":", "\"data\":,", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
        Assert.Contains("is not JSON", Read.Refused(Bodies.Of("voucher.issued", new string('[', PayloadReader.MaxDepth - 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_levels_are_refused_without_a_stack_overflow() =>
        Read.Refused(new string('[', 100_000));

    [Fact]
    public void A_deviation_after_deep_nesting_is_still_found() =>
        Assert.Equal("/data/name", Assert.Single(Read.As<PartnerCreated>(Bodies.Partner(",\"deep\":" + Nested(PayloadReader.MaxDepth - 2) + ",\"name\":5")).Deviations).Pointer);

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
