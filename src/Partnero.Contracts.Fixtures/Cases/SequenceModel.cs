using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>Predicts the effects of a sequence on a sound consumer.</summary>
internal static class SequenceModel
{
    /// <param name="steps">What is delivered.</param>
    /// <param name="haveCreation">The entities whose creation happens, whether or not it is delivered.</param>
    /// <param name="isCreation">Whether an entity's life begins with an event.</param>
    /// <summary>
    /// Each event that was signed takes effect once, however often it was delivered. Only of an event that comes after a later one of its entity,
    /// or before its entity's creation (which may have been forged alone, and so never come), a consumer may make nothing: it is stale, or about nothing that the consumer knows.
    /// </summary>
    public static IReadOnlyList<ExpectedEffect> Expect(IReadOnlyList<SequenceStep> steps, IReadOnlySet<string> haveCreation, Func<string, bool> isCreation)
    {
        var expected = new OrderedDictionary<(string Event, string Entity), (int AtLeast, int AtMost)>();
        var latest = new Dictionary<string, string>();
        var created = new HashSet<string>();
        foreach (var step in steps)
        {
            var delivery = step.Delivery;
            var key = (delivery.Event, delivery.EntityId);
            var (atLeast, atMost) = expected.TryGetValue(key, out var earlier) ? earlier : (0, 0);
            if (step.Kind is SequenceStepKind.New or SequenceStepKind.Late)
            {
                var moment = PhpTree.Find(delivery.Tree!, [delivery.Sender.Envelope.CreatedAt])!.ToString()!;
                var isStale = latest.TryGetValue(delivery.EntityId, out var last) && string.CompareOrdinal(moment, last) < 0;
                var isEarly = !isCreation(delivery.Event) && haveCreation.Contains(delivery.EntityId) && !created.Contains(delivery.EntityId);
                if (isCreation(delivery.Event))
                    created.Add(delivery.EntityId);
                if (!isStale)
                    latest[delivery.EntityId] = moment;
                atMost++;
                atLeast += isStale || isEarly ? 0 : 1;
            }

            expected[key] = (atLeast, atMost);
        }

        return [.. expected.Select(entry => new ExpectedEffect(entry.Key.Event, entry.Key.Entity, entry.Value.AtLeast, entry.Value.AtMost))];
    }
}
