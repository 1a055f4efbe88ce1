using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class ValidVariantsTests
{
    private const string Created = "partner.created";

    /// <summary>One that takes no empty list for a map.</summary>
    private static readonly WebhookSchemas Strict = WebhookSchemas.BuiltIn.With(Created, """
        {"allOf":[{"$ref":"../definitions/partner.schema.json"}],"properties":{"metadata":{"type":"object"},"custom_fields":{"type":"object"}}}
        """);

    [Fact]
    public async Task What_a_schema_of_the_consumers_own_forbids_is_not_sent()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("metadata") == "[]" ? 400 : null };

        Assert.Equal(ClauseFinding.NotExercised("The schemas of the consumer allow no such delivery."), await new ClauseBench(consumer) { Schemas = Strict }.FindAsync("PHP-01"));
        Assert.Empty(consumer.All);
    }

    [Fact]
    public async Task What_the_schemas_allow_is_sent_though_they_forbid_it_of_another_event()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Schemas = Strict, Accepted = [Created, "customer.created"] }.FindAsync("PHP-01"));
        Assert.Equal(("customer.created", "[]"), (Assert.Single(consumer.All).Event, consumer.All[0].Field("metadata")));
    }

    [Fact]
    public async Task An_event_of_the_consumers_own_without_a_schema_is_sent()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = ["voucher.created"] }.FindAsync("BODY-02"));
        Assert.Equal("voucher.created", Assert.Single(consumer.All).Event);
    }

    [Fact]
    public async Task A_refusal_of_a_variant_and_of_no_other_is_held_against_the_consumer()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("metadata") == "[]" ? 400 : null };

        var finding = await new ClauseBench(consumer).FindAsync("PHP-01");

        Assert.Equal((FindingKind.Broken, "a 2xx", "valid and signed, with [] for an empty metadata"), (finding.Kind, finding.Expected, finding.Delivery?.Note));
    }

    [Fact]
    public async Task A_failure_that_is_over_at_the_retry_is_held_against_nobody()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number == 1 ? 500 : null };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("PHP-01"));
    }

    [Fact]
    public async Task A_variant_that_is_acknowledged_and_lost_is_held_against_the_consumer()
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Field("metadata") == "[]" };

        var finding = await new ClauseBench(consumer).FindAsync("PHP-01");

        Assert.Equal((FindingKind.Broken, "a 2xx and one effect", "a 2xx and no effect"), (finding.Kind, finding.Expected, finding.Actual));
    }

    [Fact]
    public async Task An_event_without_effects_need_not_have_one()
    {
        using var consumer = new SoundHandler { Loses = _ => true };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Effective = [] }.FindAsync("PHP-01"));
    }
}
