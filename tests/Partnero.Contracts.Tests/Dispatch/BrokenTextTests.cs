using System.Text;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>The sender never writes such bodies. A consumer that meets one must refuse it, and must not fall over, then or later.</summary>
public class BrokenTextTests
{
    // Where a text can stand: read, kept as it is, or passed over; as a value and as a name.
    private static readonly Dictionary<string, string> ByPlace = new()
    {
        ["a string"] = Bodies.Partner(",\"name\":\"#\""),
        ["a timestamp"] = Bodies.Partner(",\"updated_at\":\"#\""),
        ["an open set"] = Bodies.Partner(",\"status\":\"#\""),
        ["an id"] = Bodies.Of("partner.created", "{\"id\":\"#\"}"),
        ["an amount"] = Bodies.Of("transaction.created", "{\"amount\":\"#\"}"),
        ["a reference by its bare id"] = Bodies.Of("transaction.created", "{\"partner\":\"#\"}"),
        ["a name in a reference"] = Bodies.Of("transaction.created", "{\"partner\":{\"id\":\"p1\",\"#\":1}}"),
        ["a list of anything"] = Bodies.Of("transaction.created", "{\"rewards\":[{\"#\":\"a\"}]}"),
        ["a list"] = Bodies.Partner(",\"tags\":[\"#\"]"),
        ["a position in a list with gaps"] = Bodies.Partner(",\"tags\":{\"#\":\"a\"}"),
        ["a value in a map"] = Bodies.Partner(",\"metadata\":{\"a\":\"#\"}"),
        ["a name in a map"] = Bodies.Partner(",\"metadata\":{\"#\":1}"),
        ["a name deep in a map"] = Bodies.Partner(",\"metadata\":{\"a\":{\"#\":1}}"),
        ["an unknown property"] = Bodies.Partner(",\"unknown\":[{\"a\":\"#\"}]"),
        ["the name of an unknown property"] = Bodies.Partner(",\"name#\":1"),
        ["an unknown field"] = Bodies.Partner("")[..^1] + ",\"unknown\":\"#\"}",
        ["the name of an unknown field"] = Bodies.Partner("")[..^1] + ",\"#\":1}",
        ["the payload of an unknown event"] = Bodies.Of("voucher.issued", "\"#\""),
        ["a name in the payload of an unknown event"] = Bodies.Of("voucher.issued", "{\"#\":1}"),
        ["the name of an event"] = Bodies.Of("lead#", "{}"),
        ["a name before another fault"] = "{\"some unknown name #\":1,\"event\":5}",
        ["a name deep before another fault"] = "{\"e\":{\"#\":[]},\"event\":5}",
        ["a name on the way to another fault"] = Bodies.Partner(",\"tags\":{\"#\":5}"),
    };

    public static TheoryData<string> Places => [.. ByPlace.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Half_a_surrogate_pair_is_refused_wherever_it_stands(string place)
    {
        foreach (var half in new[] { "\\ud83d", "\\uDE00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00", "\\ud83d \\ude00", "\\ud83d\\n", "\\\\\\ud83d" })
            Read.Refused(ByPlace[place].Replace("#", half, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Text_that_is_not_UTF_8_is_refused_wherever_it_stands(string place)
    {
        // In Latin-1 each character becomes one byte: a lone continuation, a lone start, an overlong form, an encoded surrogate.
        foreach (var bytes in new[] { "\u0080", "\u00c3", "\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080" })
            Read.Refused(Encoding.Latin1.GetBytes(ByPlace[place].Replace("#", bytes, StringComparison.Ordinal)));
    }

    [Fact]
    public void Text_that_only_looks_broken_is_read()
    {
        // An escaped backslash before "ud83d", and whole pairs in either case of hexadecimal digits.
        const string text = "\\\\ud83d \\uD83D\\uDE00 \\ud83d\\ude00\\ud83d\\ude00 \\\\";
        var webhook = Read.As<PartneroWebhooks.PartnerCreated>(Bodies.Partner($",\"name\":\"{text}\",\"unknown\":\"{text}\""));
        Assert.Equal("\\ud83d 😀 😀😀 \\", webhook.Data.Name);
        Assert.Equal(webhook.Data.Name, webhook.Data.AdditionalProperties["unknown"].GetString());
    }

    [Fact]
    public void A_byte_order_mark_is_refused() => Read.Refused([0xef, 0xbb, 0xbf, .. Bodies.PartnerCreated]);

    [Fact]
    public void Another_encoding_is_refused()
    {
        var text = Encoding.UTF8.GetString(Bodies.PartnerCreated);
        Read.Refused(Encoding.Unicode.GetBytes(text));
        Read.Refused(Encoding.BigEndianUnicode.GetBytes(text));
    }

    [Fact]
    public void A_body_cut_off_at_any_byte_is_refused()
    {
        var body = Bodies.PartnerCreated;
        for (var length = 0; length < body.Length; length++)
            Read.Refused(body[..length]);
    }

    [Fact]
    public void A_body_of_blanks_is_refused() => Read.Refused(" \n ");

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("\0")]
    [InlineData(",")]
    [InlineData("// done")]
    public void A_body_with_more_after_it_is_refused(string more) => Read.Refused([.. Bodies.PartnerCreated, .. Encoding.UTF8.GetBytes(more)]);

    [Theory]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":/**/1}")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("event=partner.created&data=1")]
    public void What_only_resembles_JSON_is_refused(string body) => Read.Refused(body);
}
