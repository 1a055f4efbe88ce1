using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>The SQLite file, and whose turn it is to write to it.</summary>
public sealed class BillingDatabase(string connectionString) : IDisposable
{
    // Only the start creates the file. A file that goes missing later is an error, and not an empty database.
    private readonly string _existing = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite }.ToString();

    /// <summary>Whose turn it is to write.</summary>
    public WriteTurn WriteTurn { get; } = new();

    /// <summary>Creates the file and the tables that are not there yet.</summary>
    public void CreateTables()
    {
        using var connection = Open(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        Run(connection, BillingTables.Sql);
    }

    /// <summary>Opens a connection of the pool.</summary>
    public SqliteConnection Open() => Open(_existing);

    /// <summary>
    /// Throws where the connection's file is no longer the one at its path: removed, or replaced by another.
    /// SQLite goes on writing to a file without a name, and all of it is gone when the last connection closes.
    /// </summary>
    public static void ThrowIfMoved(SqliteConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!SqliteFile.HasMoved(connection))
            return;
        // The next connection opens what is at the path then, such as a backup that was put there.
        SqliteConnection.ClearPool(connection);
        throw new IOException($"The database file {connection.DataSource} was removed or replaced while the service ran: what was written is lost. Put the file back.");
    }

    /// <summary>Closes the connections of the pool, and with them the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_existing);
        SqliteConnection.ClearPool(connection);
        WriteTurn.Dispose();
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // A commit is on the disk when it returns. Only so may a delivery be answered with 200: Partnero does not send it again.
            Run(connection, "PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
