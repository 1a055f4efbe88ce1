using System.Collections.Concurrent;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>How a consumer keeps the state of its entities. As it stands, it is sound.</summary>
internal sealed record StateHabits
{
    /// <summary>Whether an update is looked for under another id than the entity's, and so changes nothing.</summary>
    public bool LosesUpdates { get; init; }

    /// <summary>What an event's time is compared by; the later wins.</summary>
    public Func<DateTimeOffset, DateTime> Time { get; init; } = at => at.UtcDateTime;

    /// <summary>Whether what came last wins, whatever its time is.</summary>
    public bool IgnoresTime { get; init; }

    /// <summary>Whether a creation wins, whatever its time is.</summary>
    public bool CreationsWin { get; init; }

    /// <summary>Whether what is no later than what is stored counts as older.</summary>
    public bool EqualIsOlder { get; init; }

    /// <summary>Whether a deletion is entered, and changes nothing that is stored.</summary>
    public bool KeepsDeleted { get; init; }

    /// <summary>Whether an update puts back what other events have added up.</summary>
    public bool ResetsSums { get; init; }

    /// <summary>Sums that are held in memory, and that no failure takes back; null where the database alone holds them.</summary>
    public ConcurrentDictionary<string, double>? Sums { get; init; }

    /// <summary>Entities that were read once and are never read again; null where they are read each time.</summary>
    public ConcurrentDictionary<(string Kind, string Id), string>? Cache { get; init; }

    /// <summary>Whether nothing is kept of what was deleted.</summary>
    public bool ForgetsDeleted { get; init; }

    /// <summary>Whether an update of what was deleted fails.</summary>
    public bool FailsForDeleted { get; init; }

    /// <summary>Whether what an update leaves out is lost.</summary>
    public bool WipesAbsent { get; init; }

    /// <summary>Whether a status that was once approved or active stays so.</summary>
    public bool KeepsApproved { get; init; }

    /// <summary>Whether an entity that was rejected changes no more, as one that was deleted.</summary>
    public bool RejectsForGood { get; init; }

    /// <summary>Whether a partner that is not known is made when an event refers to it.</summary>
    public bool MakesReferred { get; init; }

    /// <summary>Whether a partner has the e-mail address that an event says which refers to them.</summary>
    public bool TakesReferredAddresses { get; init; }

    /// <summary>Whether a deleted partner is there again once an event refers to them.</summary>
    public bool RevivesReferred { get; init; }

    /// <summary>Whether entities of all kinds are kept under their ids alone.</summary>
    public bool HasOneIdForAll { get; init; }

    /// <summary>Whether events that are no updates are stored whatever their time is.</summary>
    public bool IgnoresTimeOfOthers { get; init; }

    /// <summary>Whether a reward of a partner that is not known adds to nothing.</summary>
    public bool CreditsTheKnown { get; init; }

    /// <summary>Whether a creation of what is known already changes nothing.</summary>
    public bool CreatesOnce { get; init; }

    /// <summary>Whether what refers to an entity is deleted with it.</summary>
    public bool Cascades { get; init; }
}
