namespace Consumer.Storage;

/// <summary>The tables. That of the inbox is created by the inbox.</summary>
/// <remarks>
/// Amounts are decimals as text: REAL would make 0.1 + 0.2 of them. PostgreSQL adds them up as <c>amount::numeric</c>. Times are text that sorts.
/// <c>as_of</c> is when the newest event that was applied to a row had been dispatched, by the sender's clock: an older one must not overwrite it.
/// </remarks>
internal static class BillingTables
{
    public static string Create(Dialect dialect) => $"""
        {dialect.First};

        CREATE TABLE IF NOT EXISTS health (id INTEGER PRIMARY KEY CHECK (id = 1), checked_at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS expired (identity TEXT PRIMARY KEY, body {dialect.Bytes} NOT NULL, received_at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS applied (
            id {dialect.Number}, event TEXT NOT NULL, entity_id TEXT, applied_at TEXT NOT NULL,
            name TEXT, surname TEXT, email TEXT, amount TEXT, currency TEXT, status TEXT);
        CREATE INDEX IF NOT EXISTS applied_by_entity ON applied (event, entity_id);

        CREATE TABLE IF NOT EXISTS partners (
            id TEXT PRIMARY KEY, email TEXT, name TEXT, surname TEXT, status TEXT, as_of TEXT NOT NULL, deleted_at TEXT);
        CREATE TABLE IF NOT EXISTS customers (
            id TEXT PRIMARY KEY, email TEXT, name TEXT, surname TEXT, status TEXT, partner_id TEXT);
        CREATE TABLE IF NOT EXISTS transactions (
            id {dialect.Number}, key TEXT, amount TEXT, currency TEXT, partner_id TEXT, customer_id TEXT,
            created INTEGER NOT NULL, created_at TEXT, as_of TEXT NOT NULL, deleted_at TEXT);
        CREATE INDEX IF NOT EXISTS transactions_by_key ON transactions (key);
        CREATE TABLE IF NOT EXISTS transaction_keys (key TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS rewards (
            id TEXT UNIQUE, amount TEXT, currency TEXT, partner_id TEXT, transaction_key TEXT,
            as_of TEXT NOT NULL, approved_at TEXT, paid_at TEXT);
        """;
}
