using System.Diagnostics;

namespace Partnero.Contracts.Testing.Running;

/// <summary>How long a run may take, and how far it is.</summary>
/// <param name="time">How long.</param>
/// <param name="isStrict">Whether it ends then, whatever is left.</param>
internal sealed class RunBudget(TimeSpan time, bool isStrict)
{
    /// <summary>What a run sends where nothing is left out, as measured: what is drawn is most of it. Of the looks, half are asked by clauses that go on side by side.</summary>
    private const int Deliveries = 4_000;
    private const int Looks = 700;

    /// <summary>What is left of it by the waits for effects, by what goes one after the other, and by what is sent in any case.</summary>
    private const double Usable = 0.25;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>How much of what could be drawn is drawn, so that it is done in time: from a twentieth to all.</summary>
    /// <param name="answer">How long the consumer takes for an answer.</param>
    /// <param name="look">How long one look at its effects takes.</param>
    /// <param name="connections">How many of both are under way at once.</param>
    public double Share(TimeSpan answer, TimeSpan look, int connections)
    {
        var all = ((answer * Deliveries) + (look * Looks)) / connections;
        return Math.Clamp(time * Usable / (all + TimeSpan.FromMilliseconds(1)), 0.05, 1);
    }

    /// <summary>Why a clause is left out; null where there is time for it.</summary>
    public string? LeavesOut(WebhookClause clause) => _clock.Elapsed < time || !(clause.IsAdvice || isStrict) ? null
        : $"Left out: {time.TotalSeconds:0.#} s were over before its turn. {(isStrict ? "Let the run take longer" : "What must be kept goes first; for advice too, let the run take longer")} (ContractRunner.Budget), or check it alone.";

    /// <summary>Stops what goes on, with a run that is stopped and, where it ends then whatever is left, with the time.</summary>
    public CancellationTokenSource Ending(CancellationToken cancellationToken)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A timer may go off a little too soon: what it stops must find that the time is over.
        if (isStrict)
            ending.CancelAfter((time > _clock.Elapsed ? time - _clock.Elapsed : TimeSpan.Zero) + TimeSpan.FromMilliseconds(50));
        return ending;
    }

    /// <summary>What was left out of the clauses that draw their deliveries, in a sentence; null where nothing was.</summary>
    public string? Say(double share, TimeSpan answer, TimeSpan look) => share >= 1 ? null
        : $"The consumer takes {answer.TotalMilliseconds:0} ms for an answer, and a look at its effects {look.TotalMilliseconds:0} ms: of what is drawn at random, {share * 100:0} % was sent, so as to be done within {time.TotalSeconds:0.#} s (ContractRunner.Budget).";
}
