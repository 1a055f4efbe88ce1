namespace Partnero.Contracts.Mutants.Defects;

/// <summary>All defects, each with the clauses that it breaks.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. SignatureDefects.All,
        .. ReadingDefects.All,
        .. InboxDefects.All,
        .. AnswerDefects.All,
        .. EffectDefects.All,
    ];
}
