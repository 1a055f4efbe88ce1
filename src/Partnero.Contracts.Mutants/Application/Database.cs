using Microsoft.Data.Sqlite;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>The SQLite file of a mutant: the deliveries that it remembers, and the log of what it applied.</summary>
internal sealed class Database(string path) : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS inbox (identity TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS begun (identity TEXT PRIMARY KEY, until INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS queue (identity TEXT PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS applied (event TEXT NOT NULL, entity_id TEXT NOT NULL, fields TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS entities (kind TEXT NOT NULL, id TEXT NOT NULL, partner TEXT, state TEXT NOT NULL, PRIMARY KEY (kind, id));
        CREATE TABLE IF NOT EXISTS balances (partner TEXT PRIMARY KEY, amount REAL NOT NULL);
        CREATE INDEX IF NOT EXISTS applied_by_entity ON applied (event, entity_id);
        """;

    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();

    /// <summary>Whose turn it is to write: SQLite has one writer at a time.</summary>
    public SemaphoreSlim WriteTurn { get; } = new(1);

    /// <summary>Creates the tables.</summary>
    public void Create()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = Schema;
        command.ExecuteNonQuery();
    }

    /// <summary>Opens a connection of the pool.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        // What was committed survives the process, which is all that ends here.
        command.CommandText = "PRAGMA synchronous = OFF";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Closes the pool's connections, so that the file can go.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
        WriteTurn.Dispose();
    }
}
