using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>What a clause's check saw.</summary>
internal sealed record ClauseFinding(FindingKind Kind, string? Reason = null, WebhookDelivery? Delivery = null, string? Expected = null, string? Actual = null)
{
    public static readonly ClauseFinding Kept = new(FindingKind.Kept);

    public static ClauseFinding Broken(WebhookDelivery delivery, string expected, string actual) =>
        new(FindingKind.Broken, $"Expected {expected}, and saw {actual}.", delivery, expected, actual);

    public static ClauseFinding Broken(WebhookDelivery delivery, string expected, DeliveryAnswer answer) =>
        Broken(delivery, expected, answer.ToString());

    public static ClauseFinding Gone(string reason) => new(FindingKind.Broken, reason);

    public static ClauseFinding NotExercised(string reason) => new(FindingKind.NotExercised, reason);
}

internal enum FindingKind
{
    Kept,
    Broken,
    NotExercised,
}
