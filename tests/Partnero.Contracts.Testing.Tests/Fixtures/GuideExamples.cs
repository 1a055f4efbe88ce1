using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Specimens.PartneroWebhooks;
using Partnero.Contracts.Testing.Php;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>The examples of docs/fixtures.md, which prints each of these methods.</summary>
public sealed class GuideExamples
{
    private static readonly SignatureVerifier Verifier = new([FixtureSettings.Default.Secret]);

    [WebhookProperty]
    public void Every_delivery_is_verified_and_read(ValidDelivery delivery)
    {
        Assert.True(Verifier.Verify(delivery.Body.Span, delivery.Signature));
        Assert.Equal(delivery.Event, new PartneroDispatcher().Read(delivery.Body).Event);
    }

    [WebhookProperty(Events = [PartneroEvents.RewardPaid], Profile = FixtureProfile.Adversarial)]
    public void Any_reward_is_read(ValidDelivery delivery) => Assert.IsType<RewardPaid>(new PartneroDispatcher().Read(delivery.Body));

    [WebhookProperty(Faults = [FaultKind.Signature])]
    public void No_forgery_is_verified(FaultyDelivery faulty) =>
        Assert.Equal(faulty.Fault.Verdict == FaultVerdict.Accepted, Verifier.Verify(faulty.Body.Span, faulty.Signature ?? ""));

    [WebhookProperty]
    public void Each_event_takes_effect_once(DeliverySequence sequence)
    {
        var ledger = new Ledger();
        foreach (var step in sequence.Steps)
            ledger.Receive(step.Delivery.Body, step.Delivery.Signature);

        Assert.All(sequence.Effects, effect => Assert.True(effect.Allows(ledger.Count(effect.Event, effect.EntityId)), effect.ToString()));
    }

    [Fact]
    public void A_hundred_deliveries_in_any_test_framework()
    {
        foreach (var delivery in Deliveries.Valid(seed: 42).Take(100))
            Assert.True(Verifier.Verify(delivery.Body.Span, delivery.Signature), delivery.ToString());
    }

    [Fact]
    public void A_pending_partner_without_tags()
    {
        var delivery = Delivery.Of(PartneroEvents.PartnerCreated).With("/data/status", "pending").Without("/data/tags").SignedWith("Q7f2KxW9mLp3TzRb");

        var partner = (PartnerCreated)new PartneroDispatcher().Read(delivery.Body);
        Assert.Equal(PartnerStatus.Pending, partner.Data.Status);
    }

    [Fact]
    public void The_fault_of_a_payload_says_where_it_is()
    {
        var faulty = Deliveries.Faulty(seed: 42, null, FaultKind.Payload).First(delivery => delivery.Fault.Keyword == "format");

        var violation = Assert.Single(WebhookSchemas.BuiltIn.Validate(faulty.Body));
        Assert.Equal((faulty.Fault.Pointer, faulty.Fault.Keyword), (violation.Pointer, violation.Keyword));
    }

    [Fact]
    public void A_shape_that_the_sender_is_not_known_to_use()
    {
        var settings = new FixtureSettings { Events = [PartneroEvents.TransactionCreated], OptIn = [PhpShape.NumericString] };

        Assert.All(Deliveries.Valid(seed: 42, settings).Take(20), delivery => Assert.Matches("\"amount\":\"[0-9.]+\"", delivery.Delivery.BodyText));
    }

    [Fact]
    public void An_event_of_the_consumers_own()
    {
        var schemas = WebhookSchemas.BuiltIn.With("voucher.created", """
            {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "pattern": "^V-[0-9]{6}$"}}}
            """);

        var delivery = Deliveries.Valid(seed: 42, new FixtureSettings { Schemas = schemas, Events = ["voucher.created"] }).First();
        Assert.Matches("^V-[0-9]{6}$", delivery.EntityId);
    }

    [Fact]
    public void Values_of_any_schema() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(FixtureArbitrary.Values("""{"type": "array", "items": {"type": "integer", "minimum": 1}, "uniqueItems": true}""").ToArbitrary(), list =>
            ((PhpArray)list).All(item => ((PhpInteger)item.Value).Value >= 1)));

    [Fact]
    public void A_token_draws_the_same_bytes_again()
    {
        var delivery = Deliveries.Valid(seed: 42).First();

        Assert.Equal(delivery.Delivery.BodyText, ValidDelivery.OfToken(delivery.Replay).Delivery.BodyText);
    }

    /// <summary>A consumer in a few lines.</summary>
    private sealed class Ledger
    {
        private readonly HashSet<WebhookIdentity> _seen = [];
        private readonly List<(string Event, string Entity)> _applied = [];

        public void Receive(ReadOnlyMemory<byte> body, string? signature)
        {
            if (!Verifier.Verify(body.Span, signature))
                return;
            var webhook = new PartneroDispatcher().Read(body);
            if (!_seen.Add(webhook.Identity))
                return;
            using var json = System.Text.Json.JsonDocument.Parse(body);
            var data = json.RootElement.GetProperty("data");
            _applied.Add((webhook.Event, (data.TryGetProperty("id", out var id) ? id : data.GetProperty("key")).GetString()!));
        }

        public int Count(string @event, string entityId) => _applied.Count(applied => applied == (@event, entityId));
    }
}
