using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>
/// The connection of one delivery: the inbox and the handler write through it, in one transaction. It is opened when the turn
/// to write has come, and not while a delivery waits: a connection is three open files, of which a process may have 1,024.
/// </summary>
public sealed class BillingSession(BillingDatabase database) : IDisposable
{
    private SqliteConnection? _connection;
    private SqliteTransaction? _transaction;

    private SqliteConnection Connection => _connection ??= database.Open();

    /// <summary>Waits for the turn to write, and begins a transaction.</summary>
    /// <returns>The transaction; what was not committed when it is disposed is undone.</returns>
    /// <exception cref="Partnero.Contracts.AspNetCore.RetryLaterException">The turn does not come in time.</exception>
    public async Task<BillingTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        await database.WriteTurn.WaitAsync(cancellationToken);
        try
        {
            // Not deferred: a transaction that begins by reading may find itself unable to write later.
            _transaction = Connection.BeginTransaction(deferred: false);
            return new BillingTransaction(_transaction, End);
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads one value.</summary>
    /// <returns>Null where there is no row.</returns>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar();
    }

    /// <summary>Reads rows.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Gives the connection back.</summary>
    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private void End()
    {
        try
        {
            _transaction = null;
            Dispose();
        }
        finally
        {
            database.WriteTurn.Pass();
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue("$" + name, value ?? DBNull.Value);
        return command;
    }
}
