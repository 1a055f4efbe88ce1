namespace Partnero.Contracts.Mutants;

/// <summary>A kind of consumer to check: the sound one, an unusual one, or one with a single defect.</summary>
/// <param name="Name">The name, as the tool takes it.</param>
/// <param name="Description">What is special about it, as a sentence about it without its subject.</param>
/// <param name="Breaks">The ids of the clauses that it breaks, and no others.</param>
/// <param name="Build">Puts the consumer together.</param>
public sealed record Mutant(string Name, string Description, IReadOnlyList<string> Breaks, Action<MutantBuilder> Build)
{
    /// <summary>The consumer that keeps every clause.</summary>
    public static Mutant Sound { get; } = new("sound", "keeps every clause", [], builder => builder.Inbox());

    /// <summary>Sound consumers that do it in another way.</summary>
    public static IReadOnlyList<Mutant> Unusual => Unusuals.Catalogue.All;

    /// <summary>Consumers with one defect each.</summary>
    public static IReadOnlyList<Mutant> Defective => Defects.Catalogue.All;

    /// <summary>The clause that this defect is there to be found by: the first of those that it breaks, unless set. Each clause has one.</summary>
    public string? MeantFor
    {
        get => field ?? (Breaks.Count > 0 ? Breaks[0] : null);
        init;
    }

    /// <summary>What decides whether a run finds it, where that is chance; null where every run does.</summary>
    public string? Chance { get; init; }

    /// <summary>How long its effects may take. A defect that loses effects is waited for in vain: not longer than needed.</summary>
    public TimeSpan EffectTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The events that it is said to handle; null where the contract is to find out.</summary>
    public IReadOnlyCollection<string>? Handles { get; init; }

    /// <summary>How long the sender waits for its answers.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
