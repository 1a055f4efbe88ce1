using Partnero.Contracts.Testing.Cases;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class DeliverySequenceTests
{
    private static readonly SignatureVerifier Verifier = new([FixtureSettings.Default.Secret]);

    [Fact]
    public void A_sound_consumer_ends_with_the_expected_effects()
    {
        foreach (var sequence in Deliveries.Sequences(3).Take(500))
            Assert.True(Play(sequence, Sound()), sequence.ToString());
    }

    [Fact]
    public void A_consumer_that_ignores_what_is_stale_ends_with_the_expected_effects()
    {
        foreach (var sequence in Deliveries.Sequences(4).Take(5_000))
            Assert.True(Play(sequence, IgnoringTheStale()), sequence.ToString());
    }

    [Theory]
    [InlineData("applies duplicates", 2)]
    [InlineData("applies forgeries", 1)]
    [InlineData("remembers before it verifies", 2)]
    [InlineData("takes the entity for the identity", 2)]
    public void A_defect_is_shown_by_the_shortest_sequence(string defect, int shortest)
    {
        var consumer = Defective(defect);
        var failing = Deliveries.Sequences(5).Take(500).First(sequence => !Play(sequence, consumer()));
        while (failing.Shrink().FirstOrDefault(sequence => !Play(sequence, consumer())) is { } smaller)
            failing = smaller;

        Assert.True(failing.Steps.Count == shortest, failing.ToString());
    }

    [Fact]
    public void Sequences_hold_every_kind_of_step_in_order_of_time()
    {
        var sequences = Deliveries.Sequences(6).Take(200).ToList();

        Assert.Equal(Enum.GetValues<SequenceStepKind>(), sequences.SelectMany(sequence => sequence.Steps).Select(step => step.Kind).Distinct().Order());
        Assert.All(sequences, sequence => Assert.Equal(sequence.Steps.Select(step => step.At), sequence.Steps.Select(step => step.At).Order()));
        Assert.All(sequences.SelectMany(sequence => sequence.Steps), step => Assert.Equal(step.Kind != SequenceStepKind.Forged, IsSigned(step.Delivery)));
    }

    [Fact]
    public void Retries_come_at_the_times_of_the_sender()
    {
        var allowed = new[] { 1, 6, 36, 156 }.Select(minutes => TimeSpan.FromMinutes(minutes)).ToList();
        foreach (var sequence in Deliveries.Sequences(8).Take(200))
        {
            foreach (var (i, retry) in sequence.Steps.Index().Where(step => step.Item.Kind == SequenceStepKind.Retry))
            {
                var first = sequence.Steps.First(step => step.Kind != SequenceStepKind.Forged && step.Delivery.Body.Span.SequenceEqual(retry.Delivery.Body.Span));
                // Or at once, where the time has passed.
                Assert.True(allowed.Contains(retry.At - first.At) || (i > 0 && retry.At - sequence.Steps[i - 1].At <= TimeSpan.FromSeconds(15)), sequence.ToString());
            }
        }
    }

    private static bool IsSigned(WebhookDelivery delivery) => Verifier.Verify(delivery.Body.Span, delivery.Signature ?? "");

    private static bool Play(DeliverySequence sequence, Func<WebhookDelivery, bool> applies)
    {
        var effects = new Dictionary<(string, string), int>();
        foreach (var step in sequence.Steps)
        {
            var key = (step.Delivery.Event, step.Delivery.EntityId);
            if (applies(step.Delivery))
                effects[key] = effects.GetValueOrDefault(key) + 1;
        }

        return sequence.WrongEffects((eventName, entityId) => effects.GetValueOrDefault((eventName, entityId))).Count == 0;
    }

    private static Func<WebhookDelivery, bool> Sound()
    {
        var seen = new HashSet<string>();
        return delivery => IsSigned(delivery) && seen.Add(delivery.BodyText);
    }

    private static Func<WebhookDelivery, bool> IgnoringTheStale()
    {
        var latest = new Dictionary<string, string>();
        var created = new HashSet<string>();
        return delivery =>
        {
            if (!IsSigned(delivery))
                return false;
            var moment = delivery.BodyText.Split("\"created_at\":\"")[1][..27];
            if (delivery.Event.EndsWith(".created", StringComparison.Ordinal))
                created.Add(delivery.EntityId);
            else if (!created.Contains(delivery.EntityId))
                return false;
            if (latest.TryGetValue(delivery.EntityId, out var last) && string.CompareOrdinal(moment, last) <= 0)
                return false;
            latest[delivery.EntityId] = moment;
            return true;
        };
    }

    private static Func<Func<WebhookDelivery, bool>> Defective(string defect) => defect switch
    {
        "applies duplicates" => () => IsSigned,
        "applies forgeries" => () =>
        {
            var seen = new HashSet<string>();
            return delivery => seen.Add(delivery.BodyText);
        }
        ,
        "remembers before it verifies" => () =>
        {
            var seen = new HashSet<string>();
            return delivery => seen.Add(delivery.BodyText) && IsSigned(delivery);
        }
        ,
        _ => () =>
        {
            var seen = new HashSet<string>();
            return delivery => IsSigned(delivery) && seen.Add(delivery.EntityId);
        }
        ,
    };
}
