using Partnero.Contracts.AspNetCore;

namespace Partnero.Contracts.EntityFrameworkCore;

/// <summary>A row of the inbox: see <c>modelBuilder.AddPartneroInbox()</c>. Look at it as you like; what changes it is the inbox alone.</summary>
public sealed class PartneroInboxEntry
{
    /// <summary>The number of the row, in the order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>The name that the program is registered under; empty for the only one.</summary>
    public required string Program { get; init; }

    /// <summary>What the delivery has in common with its duplicates: 64 hexadecimal digits, unique.</summary>
    public required string Identity { get; init; }

    /// <summary>The name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>What it is about, such as <c>partner:p_7</c>.</summary>
    public string? Entity { get; init; }

    /// <summary>Whether its work is done, to be done, or waits for somebody.</summary>
    public InboxState State { get; set; }

    /// <summary>When the event was dispatched, in UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was received, in UTC.</summary>
    public DateTime ReceivedAt { get; init; }

    /// <summary>When it is due, as long as it is pending; when its work was done, after that. In UTC.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>How many attempts at its work were begun after it was stored.</summary>
    public int Attempts { get; set; }

    /// <summary>What shows whose it is for now; null where nobody works on it.</summary>
    public Guid? Lease { get; set; }

    /// <summary>Until when it is theirs, in UTC.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>What was wrong the last time.</summary>
    public string? Reason { get; set; }

    /// <summary>The trace in which it was received.</summary>
    public string? Trace { get; init; }

    /// <summary>The body as it was received; null once its work is done.</summary>
    public byte[]? Body { get; set; }
}
