using Microsoft.Data.Sqlite;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>The connection of one delivery, and its transaction: what an inbox and a handler write is committed together or not at all.</summary>
internal sealed class DatabaseSession(Database database) : IDisposable
{
    private readonly SqliteConnection _connection = database.Open();
    private SqliteTransaction? _transaction;

    /// <summary>Begins the transaction, and takes the right to write at once: two deliveries never write side by side.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        // SQLite would have the second writer ask again every 150 ms; here it is called when its turn comes.
        await database.WriteTurn.WaitAsync(cancellationToken);
        try
        {
            _transaction = _connection.BeginTransaction(deferred: false);
        }
        catch
        {
            database.WriteTurn.Release();
            throw;
        }
    }

    /// <summary>Commits what was written since <see cref="BeginAsync"/>.</summary>
    public void Commit()
    {
        _transaction!.Commit();
        End();
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Counts rows.</summary>
    public long Count(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Reads the texts of a column.</summary>
    public IReadOnlyList<string> Texts(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    /// <summary>Closes the connection; what was not committed is undone.</summary>
    public void Dispose()
    {
        End();
        _connection.Dispose();
    }

    private void End()
    {
        if (_transaction is null)
            return;
        _transaction.Dispose();
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
