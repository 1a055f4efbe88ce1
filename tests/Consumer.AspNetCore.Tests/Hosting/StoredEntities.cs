namespace Consumer.Tests.Hosting;

/// <summary>What the service has stored of an entity and not deleted, as the contract asks for it: a row with its columns, and of a partner the transactions too.</summary>
internal static class StoredEntities
{
    public static Dictionary<string, object?>? Find(StoredRows rows, string entity, string id) => entity switch
    {
        "partner" => Row(rows, """
            SELECT name, surname, email, status, (SELECT count(*) FROM transactions WHERE partner_id = partners.id) AS transactions
            FROM partners WHERE id = @id AND deleted_at IS NULL
            """, id),
        "customer" => Row(rows, "SELECT name, surname, email, status FROM customers WHERE id = @id", id),
        "transaction" => Row(rows, "SELECT amount, currency FROM transactions WHERE key = @id AND deleted_at IS NULL", id),
        "reward" => Row(rows, "SELECT amount, currency FROM rewards WHERE id = @id", id),
        _ => null,
    };

    private static Dictionary<string, object?>? Row(StoredRows rows, string sql, string id) => rows.Query(
        sql,
        row => Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, column => row.IsDBNull(column) ? null : row.GetValue(column)),
        ("@id", id)) is [var found, ..] ? found : null;
}
