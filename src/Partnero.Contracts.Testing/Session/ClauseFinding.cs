namespace Partnero.Contracts.Testing.Session;

/// <summary>What a clause's check saw.</summary>
internal sealed record ClauseFinding(FindingKind Kind, string? Reason = null, WebhookDelivery? Delivery = null, string? Expected = null, string? Actual = null)
{
    public static readonly ClauseFinding Kept = new(FindingKind.Kept);

    /// <summary>Whether the consumer itself, and not a capability that it lacks, kept the clause from being exercised.</summary>
    public bool IsBlocked { get; private init; }

    /// <summary>How to fix what was found, where the clause's own remedy is about something else; null where it fits.</summary>
    public string? Remedy { get; init; }

    /// <summary>Kept, with something to say about it.</summary>
    public static ClauseFinding KeptWith(string remark) => new(FindingKind.Kept, remark);

    public static ClauseFinding Broken(WebhookDelivery delivery, string expected, string actual) =>
        new(FindingKind.Broken, $"Expected {expected}, and saw {actual}.", delivery, expected, actual);

    public static ClauseFinding Broken(WebhookDelivery delivery, string expected, DeliveryAnswer answer) =>
        Broken(delivery, expected, answer.ToString());

    /// <summary>Broken, where no single delivery shows it.</summary>
    public static ClauseFinding Broken(string reason) => new(FindingKind.Broken, reason);

    public static ClauseFinding NotExercised(string reason) => new(FindingKind.NotExercised, reason);

    public static ClauseFinding Blocked(string reason) => new(FindingKind.NotExercised, reason) { IsBlocked = true };
}

internal enum FindingKind
{
    Kept,
    Broken,
    NotExercised,
}
