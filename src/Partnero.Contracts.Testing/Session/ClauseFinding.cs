using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing;

/// <summary>What the check of a clause found.</summary>
public sealed record ClauseFinding
{
    private ClauseFinding(FindingKind kind, string? reason = null)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>The consumer keeps the clause.</summary>
    public static ClauseFinding Kept { get; } = new(FindingKind.Kept);

    /// <summary>What was found, in a sentence; null where the clause is kept without a remark.</summary>
    public string? Reason { get; }

    /// <summary>How to fix what was found, where the clause's own remedy is about something else; null where it fits.</summary>
    public string? Remedy { get; init; }

    /// <summary>What goes wrong for such a consumer, where the clause's own words are about something else; null where they fit.</summary>
    internal string? Why { get; init; }

    internal FindingKind Kind { get; }

    /// <summary>The delivery that shows it; null where no single one does.</summary>
    internal WebhookDelivery? Delivery { get; private init; }

    /// <summary>What a sound consumer does with the delivery.</summary>
    internal string? Expected { get; private init; }

    /// <summary>What this one did.</summary>
    internal string? Actual { get; private init; }

    /// <summary>What was sent before and after the delivery, and what was answered, a line each; null where the delivery shows it alone.</summary>
    internal string? Timeline { get; private init; }

    /// <summary>Whether the consumer itself, and not a capability that it lacks, kept the clause from being exercised.</summary>
    internal bool IsBlocked { get; private init; }

    /// <summary>The consumer keeps the clause, with something to say about it.</summary>
    public static ClauseFinding KeptWith(string remark) => new(FindingKind.Kept, remark);

    /// <summary>The consumer breaks the clause: a failure, or advice where the clause is one.</summary>
    /// <param name="delivery">The delivery that shows it; the report holds it as a command, and its token sends it again.</param>
    /// <param name="expected">What a sound consumer does, such as <c>one effect</c>.</param>
    /// <param name="actual">What this one did, such as <c>2 effects</c>.</param>
    public static ClauseFinding Broken(WebhookDelivery delivery, string expected, string actual) =>
        new(FindingKind.Broken, $"Expected {expected}, and saw {actual}.") { Delivery = delivery, Expected = expected, Actual = actual };

    internal static ClauseFinding Broken(WebhookDelivery delivery, string expected, string actual, string timeline) =>
        Broken(delivery, expected, actual) with { Timeline = timeline };

    /// <summary>The consumer breaks the clause, by its answer to a delivery.</summary>
    public static ClauseFinding Broken(WebhookDelivery delivery, string expected, DeliveryAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Broken(delivery, expected, answer.ToString());
    }

    /// <summary>The consumer breaks the clause, and no single delivery shows it.</summary>
    public static ClauseFinding Broken(string reason) => new(FindingKind.Broken, reason);

    /// <summary>The clause says nothing of this consumer.</summary>
    /// <param name="reason">Why, and what would let it be checked.</param>
    public static ClauseFinding NotExercised(string reason) => new(FindingKind.NotExercised, reason);

    internal static ClauseFinding Blocked(string reason) => new(FindingKind.NotExercised, reason) { IsBlocked = true };
}
