using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class ShapeClausesTests
{
    private const string Partner = "partner.created";
    private const string Reward = "reward.created";

    [Fact]
    public async Task Optional_fields_are_left_out_and_those_that_may_be_null_are_null_too()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("BODY-05"));

        var payloads = consumer.Signed(Partner);
        Assert.Contains(payloads, posted => posted.Field("surname") == "null");
        Assert.Contains(payloads, posted => posted.Field("surname") is null && posted.Field("name") is not null);
        Assert.Contains(payloads, posted => posted.Field("tags") is null && posted.Field("surname") is not null);
        Assert.Contains(payloads, posted => posted.Field("tags") is null && posted.Field("surname") is null && posted.Field("name") is null);
        Assert.DoesNotContain(payloads, posted => posted.Field("email") == "null" || posted.Field("id") is null);
    }

    [Fact]
    public async Task A_consumer_that_fails_on_a_null_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("surname") == "null" ? 500 : null };

        var finding = await new ClauseBench(consumer).FindAsync("BODY-05");

        Assert.Equal((FindingKind.Broken, "valid and signed, with null for surname"), (finding.Kind, finding.Delivery?.Note));
    }

    [Fact]
    public async Task Fields_come_in_the_opposite_order_in_the_envelope_and_in_the_payload()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("BODY-06"));

        var body = Assert.Single(consumer.All).Body;
        Assert.StartsWith("{\"data\":{", body, StringComparison.Ordinal);
        Assert.True(body.IndexOf("\"email\"", StringComparison.Ordinal) < body.IndexOf("\"id\"", StringComparison.Ordinal));
        Assert.EndsWith("\"event\":\"partner.created\"}", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BODY-07", 20_000)]
    [InlineData("BODY-08", 101_000)]
    public async Task A_large_body_is_of_an_event_whose_map_can_grow_and_rather_of_one_that_takes_effect(string id, int bytes)
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { Accepted = [Reward, "customer.created", Partner], Effective = [Reward, Partner] }.FindAsync(id);

        Assert.Equal(ClauseFinding.Kept, finding);
        var posted = Assert.Single(consumer.All);
        Assert.Equal(Partner, posted.Event);
        Assert.InRange(posted.Body.Length, bytes, bytes * 1.2);
    }

    [Theory]
    [InlineData("BODY-07")]
    [InlineData("BODY-08")]
    public async Task Without_a_map_no_body_can_grow(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.NotExercised("No event that the consumer accepts carries a map that could grow."), await new ClauseBench(consumer) { Accepted = [Reward] }.FindAsync(id));
    }

    [Theory]
    [InlineData(200, "Broken")]
    [InlineData(413, "Kept")]
    public async Task A_large_body_that_has_no_effect_is_lost_where_it_is_acknowledged(int answer, string expected)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Length > 100_000 ? answer : null };

        Assert.Equal(expected, (await new ClauseBench(consumer) { Accepted = [Partner], Effective = [Partner] }.FindAsync("BODY-18")).Kind.ToString());
    }

    [Fact]
    public async Task A_reference_comes_as_a_bare_id_where_there_is_one()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Partner, Reward] }.FindAsync("BODY-09"));
        Assert.StartsWith("\"", Assert.Single(consumer.All).Field("partner"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_referred_to_there_is_no_reference_to_send()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.NotExercised("No event that the consumer accepts refers to another entity."), await new ClauseBench(consumer).FindAsync("BODY-09"));
    }

    [Fact]
    public async Task A_status_that_no_source_names_is_sent_where_only_some_are_known()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Partner, Reward] }.FindAsync("BODY-13"));
        Assert.Equal("\"on_review_by_partner_team\"", Assert.Single(consumer.All, posted => posted.Event == Partner).Field("status"));
    }

    [Fact]
    public async Task A_consumer_that_knows_every_status_is_advised()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains("on_review", StringComparison.Ordinal) ? 422 : null };

        Assert.Equal((FindingKind.Broken, "valid and signed, with the status on_review_by_partner_team"), await new ClauseBench(consumer).FindAsync("BODY-13") is var finding ? (finding.Kind, finding.Delivery?.Note) : default);
    }

    [Fact]
    public async Task The_shape_of_the_REST_reference_has_bare_ids_and_other_names_for_money_and_nothing_of_the_guides_alone()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = ["transaction.created"] }.FindAsync("BODY-12"));
        var posted = Assert.Single(consumer.All);
        Assert.StartsWith("\"", posted.Field("partner"), StringComparison.Ordinal);
        Assert.All(["amount_units", "rewards", "is_currency"], field => Assert.NotNull(posted.Field(field)));
        Assert.All(["currency", "reward"], field => Assert.Null(posted.Field(field)));
    }

    [Fact]
    public async Task A_consumer_that_knows_the_guide_alone_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("amount_units") is not null ? 422 : null };

        var finding = await new ClauseBench(consumer) { Accepted = ["transaction.created"] }.FindAsync("BODY-12");
        Assert.Equal((FindingKind.Broken, "valid and signed, as the REST reference shows it"), (finding.Kind, finding.Delivery?.Note));
    }

    [Fact]
    public async Task An_id_that_is_a_number_is_the_id_that_effects_are_asked_for()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Partner] }.FindAsync("BODY-14"));
        Assert.Matches("^[0-9]{9}$", Assert.Single(consumer.All).Field("id"));
    }

    [Fact]
    public async Task The_REST_shape_of_a_lead_has_a_number_for_its_id()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.NotExercised("The sources show no event that the consumer accepts in two shapes."), await new ClauseBench(consumer) { Accepted = ["voucher.created"] }.FindAsync("BODY-12"));
        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = ["lead.submitted"] }.FindAsync("BODY-12"));
        Assert.Matches("^[0-9]{9}$", Assert.Single(consumer.All).Field("id"));
    }
}
