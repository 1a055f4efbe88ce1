namespace Partnero.Contracts.AspNetCore;

/// <summary>A verified delivery, as an inbox keeps it.</summary>
public sealed record InboxDelivery
{
    /// <summary>The name that the program is registered under; empty for the only one.</summary>
    public required string Program { get; init; }

    /// <summary>What this delivery has in common with its duplicates, and with nothing else: 64 lower-case hexadecimal digits.</summary>
    public required string Identity { get; init; }

    /// <summary>The name of the event, in at most 100 characters.</summary>
    public required string Event { get; init; }

    /// <summary>The family of the event and the id, else the key, of what it is about, such as <c>partner:p_7</c>, in at most 200 characters; null where the payload has neither.</summary>
    public string? Entity { get; init; }

    /// <summary>When the event was dispatched; when it was received, where it cannot be read.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The trace in which it was received, as W3C <c>traceparent</c>: 55 characters; null outside of a trace.</summary>
    public string? Trace { get; init; }

    /// <summary>The body as it was received and verified.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>What a delivery's transaction runs around: its interceptors and its handler.</summary>
/// <param name="Services">The scope of the delivery.</param>
/// <param name="RunAsync">Runs them. It may be called again where the transaction is rolled back and repeated.</param>
public sealed record InboxWork(IServiceProvider Services, Func<CancellationToken, ValueTask> RunAsync);

/// <summary>Asks for stored deliveries to work on.</summary>
public sealed record InboxClaim
{
    /// <summary>The name that the program is registered under.</summary>
    public required string Program { get; init; }

    /// <summary>How many at most.</summary>
    public required int Max { get; init; }

    /// <summary>What is due by now is given, by the clock of the application.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What others had claimed until now is given, by the clock of the machine: that of the application may be moved on by tests, and then nobody has died.</summary>
    public required DateTimeOffset MachineNow { get; init; }

    /// <summary>Until then nobody else is given it, by the clock of the machine.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether a delivery is held back as long as an earlier one of its entity is pending, begun or not: earlier by <see cref="InboxDelivery.CreatedAt"/>, then by arrival.</summary>
    public bool KeepsEntityOrder { get; init; }

    /// <summary>The parked or unreadable delivery that is asked for; null for those that are pending.</summary>
    public long? Parked { get; init; }
}

/// <summary>A stored delivery that belongs to one worker for a time.</summary>
public sealed record ClaimedDelivery
{
    /// <summary>The number of its row.</summary>
    public required long Id { get; init; }

    /// <summary>What shows that it is still this worker's: another for each claim.</summary>
    public required Guid Lease { get; init; }

    /// <summary>The name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>The body as it was received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The number of this attempt; the first is 1. It is counted when it begins: one that ends its process is counted too.</summary>
    public required int Attempt { get; init; }

    /// <summary>The <see cref="InboxDelivery.Trace"/> that it was stored with.</summary>
    public string? Trace { get; init; }
}

/// <summary>What becomes of a claimed delivery whose work was not done.</summary>
public sealed record InboxPutBack
{
    /// <summary>The state that it goes to: pending, parked or unreadable.</summary>
    public required InboxState State { get; init; }

    /// <summary>When it is due again, where it is pending.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>How many attempts are counted from here on.</summary>
    public required int Attempts { get; init; }

    /// <summary>What went wrong; null to keep what was written before.</summary>
    public string? Reason { get; init; }
}

/// <summary>The state of a delivery in an inbox. The numbers are what is stored.</summary>
public enum InboxState
{
    /// <summary>Its work is done; it is there so that a duplicate is known.</summary>
    Done = 0,

    /// <summary>It is stored, and its work is to be done.</summary>
    Pending = 1,

    /// <summary>Its work failed as often as was allowed.</summary>
    Parked = 2,

    /// <summary>It could not be read.</summary>
    Unreadable = 3,
}

/// <summary>A delivery that waits for somebody to look at it.</summary>
public sealed record ParkedDelivery
{
    /// <summary>The number to release it by.</summary>
    public required long Id { get; init; }

    /// <summary>Whether it could not be read, or its work failed.</summary>
    public required InboxState State { get; init; }

    /// <summary>The name of the event; empty where it could not be told.</summary>
    public required string Event { get; init; }

    /// <summary>What it is about, such as <c>partner:p_7</c>, where that is known.</summary>
    public string? Entity { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often its work was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>What was wrong the last time: the exception, or the sentence and the place of what could not be read. It may hold what the handler put into it.</summary>
    public required string Reason { get; init; }

    /// <summary>The body as it was received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>How much waits in an inbox.</summary>
/// <param name="Pending">Deliveries whose work is to be done.</param>
/// <param name="Parked">Those whose work failed as often as was allowed.</param>
/// <param name="Unreadable">Those that could not be read.</param>
/// <param name="OldestPending">When the oldest of the pending ones was received; null where nothing is pending.</param>
public readonly record struct InboxDepth(int Pending, int Parked, int Unreadable, DateTimeOffset? OldestPending);
