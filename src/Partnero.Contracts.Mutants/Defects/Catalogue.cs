namespace Partnero.Contracts.Mutants.Defects;

/// <summary>All defects, each with the clauses that it breaks.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. SignatureDefects.All,
        .. WayInDefects.All,
        .. ReadingDefects.All,
        .. ValueDefects.All,
        .. InboxDefects.All,
        .. HistoryDefects.All,
        .. RecoveryDefects.All,
        .. AnswerDefects.All,
        .. EffectDefects.All,
        .. RecordingDefects.All,
        .. FetchDefects.All,
        .. StateDefects.All,
        .. ReplicaDefects.All,
        .. RotationDefects.All,
    ];
}
