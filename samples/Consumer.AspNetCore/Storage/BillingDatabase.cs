using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>The database of the service.</summary>
public sealed class BillingDatabase(string connectionString) : IAsyncDisposable
{
    /// <summary>Gives the connections: to the inbox, which begins a transaction for each delivery, and to whoever looks.</summary>
    public DbDataSource Source { get; } = new SqliteSource(connectionString);

    /// <summary>Creates the file and the tables that are not there yet.</summary>
    public void CreateTables()
    {
        // Only the start creates the file. One that goes missing later is an error, and not an empty database.
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = BillingTables.Sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement outside of any delivery.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        await using var command = Source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether somebody else writes, and nothing is broken.</summary>
    public static bool IsBusy(DbException exception) => exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY };

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
