using Partnero.Contracts.Mutants.PartneroWebhooks;
using Partnero.Contracts.Testing.Php;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class DeliveryBuilderTests
{
    public static TheoryData<string> Events() => [.. WebhookSchemas.BuiltIn.Events];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_usual_delivery_is_valid_signed_and_the_same_each_time(string name)
    {
        var delivery = new DeliveryBuilder(name).Signed();

        Assert.Empty(new DeliveryBuilder(name).Violations);
        Assert.True(new SignatureVerifier([FixtureSettings.Default.Secret]).Verify(delivery.Body.Span, delivery.Signature!));
        Assert.Equal(delivery.BodyText, new DeliveryBuilder(name).Signed().BodyText);
    }

    [Fact]
    public void Values_are_set_and_left_out_by_their_pointers()
    {
        var delivery = new DeliveryBuilder("partner.created").With("/data/status", "pending").With("/data/metadata/a~1b", 1L).Without("/data/tags").SignedWith("s3cret of the test");

        var partner = (PartnerCreated)new PartneroDispatcher().Read(delivery.Body);
        Assert.Equal("pending", partner.Data.Status?.Value);
        Assert.Contains("\"a\\/b\":1", delivery.BodyText, StringComparison.Ordinal);
        Assert.DoesNotContain("\"tags\"", delivery.BodyText, StringComparison.Ordinal);
        Assert.True(new SignatureVerifier(["s3cret of the test"]).Verify(delivery.Body.Span, delivery.Signature!));
    }

    [Fact]
    public void What_breaks_the_schema_is_named()
    {
        var builder = new DeliveryBuilder("partner.created").Without("/data/id").With("/data/created_at", "yesterday");

        Assert.Equal(["required of 'id' at /data", "format at /data/created_at"], builder.Violations.Select(violation => violation.ToString()));
    }

    [Fact]
    public void A_delivery_may_be_unsigned_or_signed_by_anything()
    {
        Assert.Null(new DeliveryBuilder("reward.paid").Unsigned().Signature);
        Assert.Equal("sha256=00", new DeliveryBuilder("reward.paid").WithSignature("sha256=00").Signature);
    }

    [Theory]
    [InlineData("data/status", "'data/status' is no JSON pointer")]
    [InlineData("/data/nothing/deep", "There is no 'nothing' to change a part of.")]
    [InlineData("/data/email/deep", "There is nothing to change at 'deep'")]
    public void A_pointer_that_leads_nowhere_is_refused_by_a_sentence(string pointer, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(() => new DeliveryBuilder("partner.created").With(pointer, 1L)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_that_PHP_refuses_is_no_delivery() =>
        Assert.Throws<PhpJsonException>(() => new DeliveryBuilder("reward.paid").With("/data/amount", double.NaN).Signed());
}
