using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>The connection of one delivery: the inbox and the handler write through it, in one transaction.</summary>
public sealed class BillingSession(BillingDatabase database) : IDisposable
{
    private readonly SqliteConnection _connection = database.Open();
    private SqliteTransaction? _transaction;

    /// <summary>Waits for the turn to write, and begins a transaction.</summary>
    /// <returns>The transaction; what was not committed when it is disposed is undone.</returns>
    public async Task<BillingTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        await database.WriteTurn.WaitAsync(cancellationToken);
        try
        {
            // Not deferred: a transaction that begins by reading may find itself unable to write later.
            _transaction = _connection.BeginTransaction(deferred: false);
            return new BillingTransaction(_transaction, End);
        }
        catch
        {
            database.WriteTurn.Release();
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
    public void Dispose() => _connection.Dispose();

    private void End()
    {
        _transaction = null;
        database.WriteTurn.Release();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue("$" + name, value ?? DBNull.Value);
        return command;
    }
}
