namespace Partnero.Contracts.AspNetCore;

/// <summary>How an inbox makes each event take effect once.</summary>
public sealed class PartneroInboxOptions
{
    /// <summary>The shortest <see cref="Retention"/>: Partnero's fifth and last attempt comes 2 h 36 min after its first.</summary>
    public static readonly TimeSpan MinRetention = TimeSpan.FromMinutes(156);

    /// <summary>When the work is done: while the sender waits, unless set.</summary>
    public InboxMode Mode { get; set; } = InboxMode.InRequest;

    /// <summary>What two deliveries of one event have in common: the whole body, unless set.</summary>
    public InboxIdentity Identity { get; set; } = InboxIdentity.Body;

    /// <summary>
    /// How long a delivery is remembered after its work was done: 7 days unless set, and never less than <see cref="MinRetention"/>.
    /// What is parked or unreadable stays until it is released.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How many deliveries have a transaction open in this process at once: as the store likes it unless set, which is 1 with SQLite and 64 elsewhere.
    /// </summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>How long a delivery waits for its turn before it is answered with 503: 4 s unless set. The sender hangs up after 5.</summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How many stored deliveries this process works on at once, with <see cref="InboxMode.StoreFirst"/>: 4 unless set.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>
    /// Whether stored deliveries of one entity are worked on one after the other, the first dispatched first, among those that wait: no unless set.
    /// One that fails holds up the later ones of its entity, until it is done or parked, and no others.
    /// </summary>
    public bool KeepsEntityOrder { get; set; }

    /// <summary>How often a stored delivery is tried before it is parked: 10 times unless set, which is over an hour.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The pause after the first attempt that fails: 1 s unless set. Each later one is four times longer, up to <see cref="MaxRetryDelay"/>, and up to half of it shorter by chance.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two attempts: 15 min unless set.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a delivery belongs to the process that works on it: 10 s unless set. It is renewed as long as the work goes on, so this is how
    /// long others wait for what a process had begun when it died.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often this process looks for deliveries that others have stored, or whose pause is over: each second unless set. What it stores itself it begins at once.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>When the work for a delivery is done.</summary>
public enum InboxMode
{
    /// <summary>While the sender waits: handled and committed, then answered with 200. A failure is answered with 500, and the sender tries again.</summary>
    InRequest,

    /// <summary>
    /// After the answer: the delivery is committed and answered with 200 at once, and a hosted service does the work. A failure is tried again here,
    /// <see cref="PartneroInboxOptions.MaxAttempts"/> times, and then parked.
    /// </summary>
    StoreFirst,
}

/// <summary>What makes two deliveries the same event.</summary>
public enum InboxIdentity
{
    /// <summary>The SHA-256 of the body. Partnero repeats a delivery with the same bytes.</summary>
    Body,

    /// <summary>
    /// The event, the id (else the key) of its entity, and <c>created_at</c>: for senders, or proxies, that write a repeated delivery in other bytes.
    /// Two events of one name, one entity and one moment are taken for one. A delivery that lacks one of the three is known by its body.
    /// </summary>
    EntityAndTime,
}
