namespace Partnero.Contracts.Testing.Session;

/// <summary>The check of a clause cannot go on; what was found until then is all there is.</summary>
internal sealed class ClauseEndedException(ClauseFinding finding) : Exception(finding.Reason)
{
    private const string EndedRemedy = "See in the consumer's own log why it ended; catch what a delivery may throw, also where nobody waits for it. If it was stopped from outside, check it again.";

    /// <summary>What was found.</summary>
    public ClauseFinding Finding { get; } = finding;

    /// <summary>How the consumer answered the last delivery; null where no delivery ended the check.</summary>
    public DeliveryAnswer? Answer { get; private init; }

    /// <summary>Why nothing more can be found out of the consumer; null where other clauses can still be checked.</summary>
    public string? CutShort { get; private init; }

    /// <summary>Whether the consumer was silent: it may only be slow, and is asked again before it is given up.</summary>
    public bool IsSilence { get; private init; }

    /// <summary>The consumer let the sender wait until it gave up, for several deliveries in a row.</summary>
    public static ClauseEndedException Silent(WebhookDelivery delivery, DeliveryAnswer answer) =>
        new(ClauseFinding.Broken(delivery, "an answer", $"The consumer gave {answer.Failure}, to several deliveries in a row.")) { Answer = answer, IsSilence = true };

    /// <summary>The consumer answered so many deliveries with "later" (429 or 503) that a run would not end.</summary>
    public static ClauseEndedException Busy(TimeSpan waited)
    {
        var reason = $"The consumer asked to be tried later (429 or 503) for {waited.TotalSeconds:0} s in all. Raise its limit on the rate of requests for the test, or check fewer events (WebhookConsumer.Handles).";
        return new(ClauseFinding.Blocked(reason)) { CutShort = reason };
    }

    /// <summary>The consumer was there, and nothing listens at its address any more: the last delivery that it was given ended it.</summary>
    public static ClauseEndedException Gone(WebhookDelivery last, Uri address, TimeSpan waited)
    {
        var actual = $"nothing listens at {address} any more, {waited.TotalSeconds:0.#} s after this delivery";
        return new(ClauseFinding.Broken(last, "the consumer to go on, or to be started again", actual) with { Remedy = EndedRemedy })
        {
            Answer = new DeliveryAnswer(null, waited, "no answer: " + actual) { IsUnanswered = true },
            CutShort = $"The consumer ended after {last.Event} of {last.EntityId}, and was not back after {waited.TotalSeconds:0.#} s.",
        };
    }

    /// <summary>The same end, of which another delivery is the cause.</summary>
    public static ClauseEndedException Ended(ClauseEndedException end, WebhookDelivery cause, string expected) =>
        new(ClauseFinding.Broken(cause, expected, end.Finding.Actual!) with { Remedy = EndedRemedy }) { Answer = end.Answer, CutShort = end.CutShort };

    /// <summary>What a clause needs of the consumer turned out to be missing while it was checked.</summary>
    public static ClauseEndedException Unable(string reason) => new(ClauseFinding.NotExercised(reason));

    /// <summary>The consumer, or what looks into it, failed in a way that leaves this clause open.</summary>
    public static ClauseEndedException Blocked(string reason, bool endsRun = false) => new(ClauseFinding.Blocked(reason)) { CutShort = endsRun ? reason : null };

    /// <summary>The consumer refuses every delivery from some moment on.</summary>
    public static ClauseEndedException Failing(ClauseFinding finding) =>
        new(finding with { Remedy = "See in the consumer's own log what fails since then: what runs out with every delivery (connections, handles, threads), or is not undone after a failure." }) { CutShort = finding.Reason };
}
