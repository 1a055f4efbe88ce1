using Partnero.Contracts.Testing.Model;

namespace Partnero.Contracts.Testing;

/// <summary>The outcome of one clause against one consumer.</summary>
public sealed record ClauseReport
{
    internal ClauseReport(WebhookClause clause, ClauseOutcome outcome, string? reason, TimeSpan duration, Reproduction? reproduction)
    {
        Clause = clause;
        Outcome = outcome;
        Reason = reason;
        Duration = duration;
        Reproduction = reproduction;
        Remedy = clause.Remedy;
        Why = clause.Why;
    }

    /// <summary>The clause.</summary>
    public WebhookClause Clause { get; init; }

    /// <summary>What was found.</summary>
    public ClauseOutcome Outcome { get; init; }

    /// <summary>Why, in a sentence; null for a clause that passed without remark.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What was sent, in words, with its one fault: the smallest delivery with which the clause was seen to be broken, or the fewest. Null unless it failed or advises, as are the next four.</summary>
    public string? Sent => Reproduction?.Sent;

    /// <summary>What a sound consumer does with it.</summary>
    public string? Expected => Reproduction?.Expected;

    /// <summary>What this consumer did: status, latency, effects.</summary>
    public string? Actual => Reproduction?.Actual;

    /// <summary>The exact bytes of the body.</summary>
    public ReadOnlyMemory<byte>? Body => Reproduction?.Body;

    /// <summary>A shell command that sends the same bytes and headers.</summary>
    public string? Curl => Reproduction?.Curl;

    /// <summary>How to see it again; null unless the clause failed or advises.</summary>
    internal Reproduction? Reproduction { get; init; }

    /// <summary>A token that has the clause send the same bytes again; null unless it failed or advises. See <see cref="PartneroContract.Replay"/>.</summary>
    public string? Replay { get; init; }

    /// <summary>How to fix what was found: the clause's own remedy, unless something else is the cause, such as a wrong address.</summary>
    public string Remedy { get; init; }

    /// <summary>What goes wrong for a consumer that does so: the clause's own words, unless what was found is something else; null where nobody knows.</summary>
    public string? Why { get; init; }

    /// <summary>What the consumer logged meanwhile (<see cref="WebhookConsumer.Log"/>); null where the clause passed, or nothing was logged.</summary>
    public string? Log { get; init; }

    /// <summary>Whether the clause was not exercised because the consumer, or what looks into it, failed meanwhile: then a run is not kept.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Whether the clause was not exercised because there was no time for it.</summary>
    internal bool IsLeftOut { get; init; }

    /// <summary>What was known of the whole consumer when the clause was verified alone: see <see cref="ContractReport.Doubt"/>.</summary>
    internal string? Doubt { get; init; }

    /// <summary>Why nothing more could be found out by then, where the clause was verified alone: see <see cref="ContractReport.CutShort"/>.</summary>
    internal string? CutShort { get; init; }
}
