using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

public class EnvelopeTests
{
    private const string Event = "\"event\":\"partner.deleted\"";
    private const string Url = "\"url\":\"https://shop.example\"";
    private const string Key = "\"webhook_key\":\"wh_1\"";
    private const string CreatedAt = "\"created_at\":\"2025-01-15T10:30:00.000000Z\"";
    private const string Data = "\"data\":{\"id\":\"p1\"}";

    public static TheoryData<string> Fields => [Event, Url, Key, CreatedAt, Data];

    [Fact]
    public void Every_field_of_the_envelope_is_read()
    {
        var webhook = Read.As<PartnerDeleted>(Body(Event, Url, Key, CreatedAt, Data));
        Assert.Equal("partner.deleted", webhook.Event);
        Assert.Equal("https://shop.example", webhook.Url);
        Assert.Equal("wh_1", webhook.WebhookKey);
        Assert.Equal(new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero), webhook.CreatedAt);
        Assert.Equal("p1", webhook.Data.Id);
    }

    [Fact]
    public void The_fields_may_come_in_any_order()
    {
        foreach (var order in Orders([Event, Url, Key, CreatedAt, Data]))
            Assert.Equal("p1", Read.As<PartnerDeleted>(Body(order)).Data.Id);
    }

    [Fact]
    public void The_raw_body_is_kept_as_it_was_read()
    {
        var body = Bodies.PartnerCreated;
        Assert.True(body.AsSpan().SequenceEqual(new PartneroDispatcher().Read(body).RawBody.Span));
    }

    [Fact]
    public void Blanks_and_line_ends_around_tokens_are_passed_over() =>
        Assert.Equal("p1", Read.As<PartnerDeleted>(" \r\n\t" + Body(Event, Url, Key, CreatedAt, Data).Replace(":{", " : { ", StringComparison.Ordinal) + "\n ").Data.Id);

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_last_of_two_equal_fields_wins_as_in_PHP(string field)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var first = name switch { "\"data\"" => "{\"id\":\"first\"}", "\"created_at\"" => "\"2001-01-01T00:00:00Z\"", _ => "\"first\"" };
        var webhook = Read.As<PartnerDeleted>(Body(name + ":" + first, Event, Url, Key, CreatedAt, Data));
        Assert.Equal(Read.As<PartnerDeleted>(Body(Event, Url, Key, CreatedAt, Data)) with { RawBody = webhook.RawBody }, webhook);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_last_of_two_equal_fields_wins_after_the_payload_too(string field)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var first = name switch { "\"data\"" => "{\"id\":\"first\"}", "\"created_at\"" => "\"2001-01-01T00:00:00Z\"", "\"event\"" => "\"partner.created\"", _ => "\"first\"" };
        var fields = new[] { Event, Url, Key, CreatedAt, Data }.Select(one => one == field ? $"{name}:{first}" : one).ToArray();
        var webhook = Read.As<PartnerDeleted>(Body([.. fields, field]));
        Assert.Equal(Read.As<PartnerDeleted>(Body(Event, Url, Key, CreatedAt, Data)) with { RawBody = webhook.RawBody }, webhook);
    }

    [Fact]
    public void Escaped_names_are_the_same_names() =>
        Assert.Equal("p1", Read.As<PartnerDeleted>(Body("\"\\u0065vent\":\"partner\\u002edeleted\"", Url, Key, CreatedAt, "\"d\\u0061ta\":{\"\\u0069d\":\"p1\"}")).Data.Id);

    [Theory]
    [InlineData("null")]
    [InlineData("\"data\"")]
    [InlineData("{\"event\":\"partner.created\",\"data\":{}}")]
    [InlineData("[[],{\"data\":1}]")]
    public void An_unknown_field_is_passed_over_whatever_it_holds(string value) =>
        Assert.Equal("p1", Read.As<PartnerDeleted>(Body("\"attempt\":" + value, Event, Url, Key, CreatedAt, Data, "\"version\":" + value)).Data.Id);

    [Fact]
    public void Names_in_another_case_are_unknown_fields() =>
        Assert.Equal("/event", Read.Refused(Body(Event.ToUpperInvariant(), Url, Key, CreatedAt, Data)).Pointer);

    private static string Body(params string[] fields) => "{" + string.Join(',', fields) + "}";

    private static IEnumerable<string[]> Orders(string[] fields) => fields.Length == 1
        ? [fields]
        : fields.SelectMany(first => Orders([.. fields.Where(other => other != first)]).Select(rest => (string[])[first, .. rest]));
}
