using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>A transaction, and the turn to write that goes with it.</summary>
public sealed class BillingTransaction : IDisposable
{
    private readonly SqliteTransaction _transaction;
    private readonly Action _end;
    private bool _ended;

    internal BillingTransaction(SqliteTransaction transaction, Action end)
    {
        _transaction = transaction;
        _end = end;
    }

    /// <summary>Makes what was written last, all of it.</summary>
    public void Commit() => _transaction.Commit();

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
