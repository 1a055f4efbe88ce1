using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>A transaction, and the turn to write that goes with it.</summary>
public sealed class BillingTransaction : IDisposable
{
    private readonly SqliteTransaction _transaction;
    private readonly SqliteConnection _connection;
    private readonly Action _end;
    private bool _ended;

    internal BillingTransaction(SqliteTransaction transaction, Action end)
    {
        _transaction = transaction;
        _connection = transaction.Connection!;
        _end = end;
    }

    /// <summary>Makes what was written last, all of it.</summary>
    /// <exception cref="IOException">It was written to a file that is no longer at its path. The delivery must not be answered with 200.</exception>
    public void Commit()
    {
        _transaction.Commit();
        // After the commit and not before: a file that is removed in between would be overlooked.
        BillingDatabase.ThrowIfMoved(_connection);
    }

    /// <summary>Undoes what was not committed, and passes the turn on.</summary>
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        try
        {
            _transaction.Dispose();
        }
        finally
        {
            _end();
        }
    }
}
