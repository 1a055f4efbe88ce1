using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Benchmarks;

/// <summary>A transaction.created as the guide shows it, in its envelope: 446 bytes as PHP writes it.</summary>
internal static class TransactionBody
{
    public static PhpArray Tree { get; } = PhpArray.Map(
        ("event", "transaction.created"),
        ("url", "https://shop.example.com/webhooks/partnero"),
        ("webhook_key", "wh_8c1f0a9e27d4"),
        ("created_at", "2025-01-15T14:22:03.518204Z"),
        ("data", PhpArray.Map(
            ("key", "txn_123"),
            ("amount", 99.99),
            ("currency", "USD"),
            ("action", "sale"),
            ("customer", PhpArray.Map(("id", "cust_456"), ("email", "customer@partnero.com"))),
            ("partner", PhpArray.Map(("id", "partner_abc123"), ("email", "partner@partnero.com"))),
            ("reward", PhpArray.Map(("amount", 19.99), ("currency", "USD"))),
            ("created_at", "2025-01-15T14:22:00.000000Z"))));

    /// <summary>As PHP writes it.</summary>
    public static byte[] Json { get; } = PhpJson.Encode(Tree);
}
