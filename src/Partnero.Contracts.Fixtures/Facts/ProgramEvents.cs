namespace Partnero.Contracts.Testing.Facts;

/// <summary>
/// The events of each type of program. Partnero subscribes no program to events that it does not have.
/// </summary>
/// <remarks>
/// Source: Partnero's n8n node, and the outgoing-webhooks guide. Which programs have <c>transaction.updated</c> and the events of rewards is open;
/// they are counted as an affiliate program's, for a reward names its partner.
/// </remarks>
internal static class ProgramEvents
{
    /// <summary>Of an affiliate program: partners, customers, transactions, rewards and leads.</summary>
    public static IReadOnlyList<string> Affiliate { get; } =
    [
        "partner.created", "partner.updated", "partner.deleted", "partner.approved", "partner.rejected", "partner.archived",
        "customer.created", "customer.updated", "customer.deleted",
        "transaction.created", "transaction.updated", "transaction.deleted",
        "reward.created", "reward.approved", "reward.paid",
        "lead.submitted", "lead.converted", "lead.rejected",
    ];

    /// <summary>Of a refer-a-friend program: customers and transactions.</summary>
    public static IReadOnlyList<string> Referral { get; } =
    [
        "customer.created", "customer.updated", "customer.deleted", "customer.credited", "customer.rewarded",
        "transaction.created", "transaction.deleted",
    ];

    /// <summary>Of a newsletter program: subscribers.</summary>
    public static IReadOnlyList<string> Newsletter { get; } = ["subscriber.created", "subscriber.updated", "subscriber.deleted", "subscriber.rewarded"];

    /// <summary>The names of the types of program.</summary>
    public static IReadOnlyList<string> Names { get; } = ["affiliate", "referral", "newsletter"];

    /// <summary>The events of a type of program by its name; null where there is no such type.</summary>
    public static IReadOnlyList<string>? Find(string name) => name switch
    {
        "affiliate" => Affiliate,
        "referral" => Referral,
        "newsletter" => Newsletter,
        _ => null,
    };
}
