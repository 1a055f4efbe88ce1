using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Consumer.Storage;

/// <summary>The database of the service: PostgreSQL where the connection string names a host, else an SQLite file.</summary>
public sealed class BillingDatabase : IAsyncDisposable
{
    private readonly Dialect _dialect;
    private readonly DbConnection _creator;

    /// <param name="connectionString">Where it is.</param>
    public BillingDatabase(string connectionString)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (words.ContainsKey("Host") || words.ContainsKey("Server"))
        {
            _dialect = Dialect.Postgres;
            Source = NpgsqlDataSource.Create(connectionString);
            _creator = Source.CreateConnection();
        }
        else
        {
            _dialect = Dialect.Sqlite;
            Source = new SqliteSource(connectionString);
            // Only the start creates the file. One that goes missing later is an error, and not an empty database.
            _creator = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        }
    }

    /// <summary>Gives the connections: to the inbox, which begins a transaction for each delivery, and to whoever looks.</summary>
    public DbDataSource Source { get; }

    /// <summary>Creates what is not there yet: the file, with SQLite, and the tables.</summary>
    public void CreateTables()
    {
        using var command = _creator.CreateCommand();
        command.CommandText = BillingTables.Create(_dialect);
        _creator.Open();
        command.ExecuteNonQuery();
        _creator.Close();
    }

    /// <summary>Runs a statement outside of any delivery.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        await using var command = Source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether somebody else writes, and nothing is broken.</summary>
    public static bool IsBusy(DbException exception) => exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY };

    /// <summary>Makes the texts of a statement such as the database holds: PostgreSQL refuses U+0000, and what cannot be stored would never be paid.</summary>
    internal FormattableString Fit(FormattableString sql) => _dialect.HoldsNul
        ? sql
        : FormattableStringFactory.Create(sql.Format, [.. sql.GetArguments().Select(argument => argument is string text ? text.Replace('\0', '\uFFFD') : argument)]);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _creator.DisposeAsync();
        await Source.DisposeAsync();
    }
}
