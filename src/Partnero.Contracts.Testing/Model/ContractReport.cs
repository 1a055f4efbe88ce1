using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>The outcomes of a whole run.</summary>
public sealed record ContractReport
{
    internal ContractReport(Uri target, ulong seed, IReadOnlyList<ClauseReport> clauses)
    {
        Target = MaskedAddress.Of(target);
        Seed = seed;
        Clauses = clauses;
    }

    /// <summary>What the deliveries were drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>A report for each clause, in order.</summary>
    public IReadOnlyList<ClauseReport> Clauses { get; init; }

    /// <summary>The consumer's address, without its password if it has one.</summary>
    public Uri Target { get; init; }

    /// <summary>How long the run took, from its first delivery to its last look at effects.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why the consumer that answered seems not to be the one that is meant, or not to be ready, in a sentence; null where nothing speaks for it.</summary>
    public string? Doubt { get; init; }

    /// <summary>Why the run stopped exercising clauses before its end, in a sentence; null where it did not.</summary>
    public string? CutShort { get; init; }

    /// <summary>What was left out of the clauses that draw their deliveries, for the consumer is slow, in a sentence; null where nothing was.</summary>
    public string? LeftOut { get; init; }

    /// <summary>
    /// The events that were accepted and had no effect, where nobody said which are handled. Each is a question: is it to be left alone?
    /// Name those that are handled in <see cref="WebhookConsumer.Handles"/>, and each of them must take effect.
    /// </summary>
    public IReadOnlyList<string> WithoutEffect { get; init; } = [];

    /// <summary>The clauses that failed or advise, with those first that name the cause of others.</summary>
    public IReadOnlyList<ClauseReport> BrokenByCause
    {
        get
        {
            var broken = Clauses.Where(report => report.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised).ToList();
            return [.. NearerCauses.Order([.. broken.Select(report => report.Clause.Id)]).Select(id => broken.Find(report => report.Clause.Id == id)!)];
        }
    }

    /// <summary>What the run comes to, and why. Advice does not break a contract.</summary>
    public ContractVerdict Verdict => ContractVerdict.Of(this, isStrict: false);

    /// <summary>What the run comes to where advice is taken for a failure.</summary>
    public ContractVerdict StrictVerdict => ContractVerdict.Of(this, isStrict: true);

    /// <summary>Whether the <see cref="Verdict"/> is that the contract is kept: clauses were exercised, and none that must be kept is broken.</summary>
    public bool IsKept => Verdict.IsKept;

    /// <summary>How many clauses had an outcome.</summary>
    public int Count(ClauseOutcome outcome) => Clauses.Count(report => report.Outcome == outcome);
}
