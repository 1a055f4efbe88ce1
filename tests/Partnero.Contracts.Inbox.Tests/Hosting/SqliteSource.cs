using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>A SQLite file that is opened otherwise from one moment to the next: for reading alone, or with no page more than it has.</summary>
internal sealed class SqliteSource(string connection) : DbDataSource
{
    // The largest that SQLite knows.
    private const long NoLimit = 4294967294;

    private volatile bool _isFull;
    private volatile bool _isReadOnly;

    public override string ConnectionString => _isReadOnly ? $"{connection};Mode=ReadOnly" : connection;

    /// <summary>Whether SQLite finds it full at the next page that it needs.</summary>
    public bool IsFull { get => _isFull; set => _isFull = value; }

    public bool IsReadOnly { get => _isReadOnly; set => _isReadOnly = value; }

    /// <summary>Does the same for the connections that EF opens by itself.</summary>
    public IInterceptor Limiting => new Limiter(this);

    /// <summary>Closes the connections of the pool.</summary>
    public void CloseConnections()
    {
        using var one = new SqliteConnection(connection);
        SqliteConnection.ClearPool(one);
    }

    protected override DbConnection CreateDbConnection()
    {
        var created = new SqliteConnection(ConnectionString);
        created.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Open)
                Limit(created);
        };
        return created;
    }

    /// <summary>Of each connection, for the limit is kept by a connection, and stays with it in the pool. It is never lower than what the file has.</summary>
    private void Limit(DbConnection opened)
    {
        using var command = opened.CreateCommand();
#pragma warning disable CA2100 // A number.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {(_isFull ? 1 : NoLimit)}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private sealed class Limiter(SqliteSource source) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => source.Limit(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            source.Limit(connection);
            return Task.CompletedTask;
        }
    }
}
