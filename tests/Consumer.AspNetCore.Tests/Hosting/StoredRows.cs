using System.Data.Common;
using System.Globalization;

namespace Consumer.Tests.Hosting;

/// <summary>Reads and changes what the service stores, past the service.</summary>
internal sealed class StoredRows(DbDataSource source)
{
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql)
    {
        using var command = source.CreateCommand(sql);
        return command.ExecuteNonQuery();
    }

    /// <returns>The first value of the first row; null where there is no row.</returns>
    public object? Scalar(string sql) => Query(sql, row => row.GetValue(0)) is [var first, ..] ? first : null;

    public IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Finds the applications of an event to an entity, in their order.</summary>
    public IReadOnlyList<AppliedRow> FindApplied(string eventName, string entityId) => Query(
        "SELECT event, name, surname, email, amount, currency, status FROM applied WHERE event = @event AND entity_id = @id ORDER BY id",
        row => new AppliedRow(row.GetString(0), Text(row, 1), Text(row, 2), Text(row, 3), Amount(Text(row, 4)), Text(row, 5), Text(row, 6)),
        ("@event", eventName),
        ("@id", entityId));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static decimal? Amount(string? text) => text is null ? null : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
