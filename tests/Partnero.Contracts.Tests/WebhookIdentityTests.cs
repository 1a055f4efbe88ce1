using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests;

public class WebhookIdentityTests
{
    // FIPS 180-4's example for "abc".
    private const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void An_identity_is_the_event_and_the_hash_of_the_body() =>
        Assert.Equal(new WebhookIdentity("partner.created", HashOfAbc), WebhookIdentity.Of("partner.created", "abc"u8));

    [Fact]
    public void Its_text_can_be_a_primary_key() =>
        Assert.Equal("partner.created:" + HashOfAbc, WebhookIdentity.Of("partner.created", "abc"u8).ToString());

    [Fact]
    public void Another_byte_is_another_identity() =>
        Assert.NotEqual(WebhookIdentity.Of("partner.created", "abc"u8), WebhookIdentity.Of("partner.created", "abd"u8));

    [Fact]
    public void Another_event_is_another_identity() =>
        Assert.NotEqual(WebhookIdentity.Of("partner.created", "abc"u8), WebhookIdentity.Of("partner.updated", "abc"u8));

    [Fact]
    public void A_webhook_that_was_read_has_the_identity_of_its_bytes()
    {
        var body = Bodies.PartnerCreated;
        var webhook = new PartneroDispatcher().Read(body);
        Assert.Equal(WebhookIdentity.Of("partner.created", body), webhook.Identity);
    }

    [Fact]
    public void A_duplicate_has_the_same_identity() =>
        Assert.Equal(new PartneroDispatcher().Read(Bodies.PartnerCreated).Identity, new PartneroDispatcher().Read(Bodies.PartnerCreated).Identity);

    [Fact]
    public void An_unknown_event_has_an_identity_too()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.Of("voucher.issued", "{}"));
        Assert.Equal(WebhookIdentity.Of("voucher.issued", body), new PartneroDispatcher().Read(body).Identity);
    }
}
