using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>Opens connections to an SQLite file that is there, and looks, when one is closed, whether the file still is.</summary>
/// <remarks>
/// A file can be removed while it is written to: SQLite goes on, and all of it is gone when the last connection closes. So the look comes
/// after the commit and before the answer, and what it throws is answered with 500.
/// </remarks>
internal sealed class SqliteSource(string connectionString) : DbDataSource
{
    public override string ConnectionString { get; } =
        new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = true }.ToString();

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            // A commit is on the disk when it returns. Only so may a delivery be answered with 200: Partnero does not send it again.
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL";
            command.ExecuteNonQuery();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        var file = new SqliteFile(connection);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed && file.HasMoved())
                GiveUp(connection);
        };
        return connection;
    }

    /// <summary>Nothing of it waits: SQLite is a library.</summary>
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(OpenDbConnection());
    }

    /// <summary>Closes the connections of the pool, and with them the file.</summary>
    protected override void Dispose(bool disposing)
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        base.Dispose(disposing);
    }

    private static void GiveUp(SqliteConnection connection)
    {
        // The next connection opens what is at the path then, such as a backup that was put there.
        SqliteConnection.ClearPool(connection);
        throw new IOException($"The database file {connection.DataSource} was removed or replaced while the service ran: what was written is lost. Put the file back.");
    }
}
