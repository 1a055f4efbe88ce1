using System.Text;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What a consumer must live through.</summary>
internal static class RobustnessClauses
{
    private const string Why = "A consumer that one delivery brings down loses all that come after it.";
    private const string Source = "The address is public: anybody can post to it.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ROBUST-01",
            Title = "is alive after each forged delivery",
            Why = Why,
            Source = Source,
            Check = (run, cancellationToken) => CheckAliveAsync(run, Forgeries.All(run), cancellationToken),
        },
        new()
        {
            Id = "ROBUST-02",
            Title = "is alive after each signed delivery that makes no sense",
            Why = Why,
            Source = "The sender's programs change, and a signature says nothing about the shape of a body.",
            Check = (run, cancellationToken) => CheckAliveAsync(run, Nonsense(run), cancellationToken),
        },
        new()
        {
            Id = "ROBUST-03",
            Title = "answers a signed delivery that makes no sense with a 4xx or 2xx",
            Level = ClauseLevel.Should,
            Why = "A 5xx says that the consumer is at fault, and hides real failures among those that are not its own.",
            Source = "The guide is silent.",
            Check = CheckNonsenseStatusAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckAliveAsync(ClauseRun run, IEnumerable<WebhookDelivery> hostile, CancellationToken cancellationToken)
    {
        var survived = new List<(WebhookDelivery Hostile, WebhookDelivery After)>();
        foreach (var delivery in hostile)
        {
            try
            {
                var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
                var after = await run.SendAsync(valid, cancellationToken).ConfigureAwait(false);
                if (!after.IsAccepted)
                    return ClauseFinding.Broken(delivery, "any refusal, then a 2xx for the valid delivery after it", $"{answer}; then {after}");
                survived.Add((delivery, valid));
            }
            catch (ConsumerUnreachableException fault)
            {
                return ClauseFinding.Broken(delivery, "any refusal, then a 2xx for the valid delivery after it", fault.Message);
            }
        }

        // A worker behind a queue may be dead though the answers are still right.
        if (!run.Control.Effective.Contains(run.AnyEvent))
            return ClauseFinding.Kept;
        var missing = await run.Effects.WaitForAsync([.. survived.Select(pair => pair.After)], 1, _ => run.Consumer.Patience, cancellationToken).ConfigureAwait(false);
        return missing.Count == 0
            ? ClauseFinding.Kept
            : ClauseFinding.Broken(survived.First(pair => pair.After == missing[0]).Hostile, "the valid delivery after it to take effect", "a 2xx and no effect");
    }

    private static async Task<ClauseFinding> CheckNonsenseStatusAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        foreach (var delivery in Nonsense(run))
        {
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (answer.IsCrash)
                return ClauseFinding.Broken(delivery, "a 4xx; or a 2xx, if it was stored", answer);
        }

        return ClauseFinding.Kept;
    }

    private static IEnumerable<WebhookDelivery> Nonsense(ClauseRun run)
    {
        yield return Sign("", "an empty body");
        yield return Sign("null", "null for a body");
        yield return Sign("[]", "an empty list for a body");
        yield return Sign("42", "a number for a body");
        yield return Sign("{\"event\":", "a body that breaks off");
        yield return Sign("event=partner.created", "a body that is not JSON");
        yield return Sign("{\"event\":{\"name\":1},\"data\":[1,2,3]}", "fields of wrong types");
        yield return Sign(new string('[', 5000) + new string(']', 5000), "5,000 lists within each other");
        yield return Sign("{\"event\":\"\\ud83d\",\"data\":{\"id\":\"\\udc00\"}}", "halves of surrogate pairs");
        yield return run.Deliveries.Sign(run.AnyEvent, "none", (byte[])[(byte)'"', 0xFF, 0xFE, 0, (byte)'"']) with { Fault = "signed, with bytes that are not UTF-8 for a body" };

        WebhookDelivery Sign(string body, string fault) =>
            run.Deliveries.Sign(run.AnyEvent, "none", Encoding.UTF8.GetBytes(body)) with { Fault = "signed, with " + fault };
    }
}
