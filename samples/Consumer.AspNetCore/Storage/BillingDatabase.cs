using Microsoft.Data.Sqlite;

namespace Consumer.Storage;

/// <summary>The SQLite file, and whose turn it is to write to it.</summary>
public sealed class BillingDatabase(string connectionString) : IDisposable
{
    /// <summary>
    /// SQLite has one writer at a time, and Microsoft.Data.Sqlite has the others ask again every 150 ms.
    /// Waiting here, each is called as soon as its turn comes, and answers well within the sender's 5 seconds.
    /// </summary>
    public SemaphoreSlim WriteTurn { get; } = new(1);

    /// <summary>Creates the tables that are not there yet.</summary>
    public void CreateTables()
    {
        using var connection = Open();
        Run(connection, BillingTables.Sql);
    }

    /// <summary>Opens a connection of the pool.</summary>
    public SqliteConnection Open()
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

    /// <summary>Closes the connections of the pool, and with them the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        WriteTurn.Dispose();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
