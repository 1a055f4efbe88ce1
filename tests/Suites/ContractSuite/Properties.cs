using Partnero.Contracts;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Tests;
using Xunit;

namespace ContractSuite;

/// <summary>Properties over drawn deliveries, as a user writes them.</summary>
public sealed class Properties
{
    private const string Secret = "s3cretOfTheSuite";

    private static readonly SignatureVerifier Verifier = new([Secret]);

    [WebhookProperty(Secret = Secret)]
    public void Valid_deliveries_verify(ValidDelivery delivery) => Assert.True(Verifier.Verify(delivery.Body.Span, delivery.Signature));

    [WebhookProperty(Secret = Secret, Events = ["reward.paid"], Profile = FixtureProfile.Adversarial)]
    public void One_event_alone_is_drawn(ValidDelivery one, ValidDelivery other)
    {
        Assert.Equal(("reward.paid", "reward.paid"), (one.Event, other.Event));
        Assert.NotEqual(one.EntityId, other.EntityId);
    }

    [WebhookProperty(Secret = Secret, Faults = [FaultKind.Signature])]
    public async Task Forgeries_are_refused(FaultyDelivery faulty)
    {
        await Task.Yield();
        Assert.Equal(FaultKind.Signature, faulty.Kind);
        Assert.False(Verifier.Verify(faulty.Body.Span, faulty.Signature ?? ""));
    }

    [WebhookProperty(Secret = Secret, MaxTest = 20)]
    public bool Sequences_expect_what_they_deliver(DeliverySequence sequence) => sequence.WrongEffects((_, _) => -1).Count > 0 && sequence.Steps.Count > 0;

    /// <summary>Fails for three tags and more.</summary>
    [WebhookProperty(MaxTest = 1000)]
    public void Tags_are_few(ValidDelivery delivery) => Assert.True(Commas(delivery) < 2, "too many tags");

    /// <summary>The case of a token alone, which is printed when it fails.</summary>
    [WebhookProperty(Replay = SuiteTokens.ThreeTags)]
    public void Tags_are_few_again(ValidDelivery delivery) => Assert.True(Commas(delivery) < 2, "too many tags");

    [WebhookProperty(Replay = "ptnAAAA")]
    public void A_bad_token(ValidDelivery delivery) => Assert.NotNull(delivery);

    [WebhookProperty(Schemas = "no-such-folder")]
    public void A_folder_that_is_not_there(ValidDelivery delivery) => Assert.NotNull(delivery);

    private static int Commas(ValidDelivery delivery)
    {
        var body = delivery.Delivery.BodyText;
        var at = body.IndexOf("\"tags\":[", StringComparison.Ordinal);
        return at < 0 ? 0 : body[at..body.IndexOf(']', at)].Count(c => c == ',');
    }
}
