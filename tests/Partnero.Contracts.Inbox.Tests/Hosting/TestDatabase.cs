using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>The database of one test, and what can be asked of it from outside of the service.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;

    private TestDatabase(DbDataSource source, string connection, DirectoryInfo? folder) => (Source, Connection, _folder) = (source, connection, folder);

    public DbDataSource Source { get; }

    public string Connection { get; }

    public bool IsPostgres => _folder is null;

    /// <summary>Whether the tables are EF's, whose columns have names of properties.</summary>
    public required bool IsEf { get; init; }

    /// <summary>The file, where it is one.</summary>
    public SqliteSource? Sqlite => Source as SqliteSource;

    /// <summary>The folder of the file, where it is one.</summary>
    public string? Folder => _folder?.FullName;

    /// <param name="kind">Which one.</param>
    /// <param name="server">Where it is, with PostgreSQL.</param>
    /// <param name="folder">Where its files are, on a disk that is small; anywhere unless given.</param>
    /// <param name="options">What its sessions begin with, with PostgreSQL.</param>
    public static async Task<TestDatabase> CreateAsync(StoreKind kind, PostgresServer server, string? folder = null, string? options = null)
    {
        if (kind is StoreKind.EfPostgres or StoreKind.AdoPostgres)
        {
            var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync(folder)) { Options = options }.ConnectionString;
            return new(NpgsqlDataSource.Create(connection), connection, null) { IsEf = kind == StoreKind.EfPostgres };
        }

        var own = folder is null ? Directory.CreateTempSubdirectory("partnero-inbox-") : new DirectoryInfo(folder);
        var file = $"Data Source={Path.Combine(own.FullName, "billing.db")};Default Timeout=4";
        var database = new TestDatabase(new SqliteSource(file), file, own) { IsEf = kind == StoreKind.EfSqlite };
        await database.ExecuteAsync("PRAGMA journal_mode = WAL");
        return database;
    }

    /// <summary>Creates what the service stores beside the inbox; with EF, the inbox too.</summary>
    public async Task CreateTablesAsync()
    {
        if (IsEf)
        {
            var options = new DbContextOptionsBuilder<BillingContext>();
            Use(options);
            await using var context = new BillingContext(options.Options);
            await context.Database.EnsureCreatedAsync();
            return;
        }

        await ExecuteAsync("CREATE TABLE entries (event text NOT NULL, entity text NOT NULL, fields text NOT NULL)");
        await ExecuteAsync("CREATE INDEX ix_entries ON entries (event, entity)");
        await ExecuteAsync("CREATE TABLE entities (kind text NOT NULL, id text NOT NULL, as_of text NOT NULL, deleted integer NOT NULL, fields text NOT NULL, PRIMARY KEY (kind, id))");
    }

    /// <summary>Has a context use it, with a strategy that retries where there is one.</summary>
    public void Use(DbContextOptionsBuilder options)
    {
        if (IsPostgres)
            options.UseNpgsql(Connection, npgsql => npgsql.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(500), null));
        else
            options.UseSqlite(Sqlite!.ConnectionString).AddInterceptors(Sqlite.Limiting);
    }

    /// <summary>Closes the connections of the pool, which a server that is stopped breaks.</summary>
    public Task CloseConnectionsAsync()
    {
        (Source as NpgsqlDataSource)?.Clear();
        return Task.CompletedTask;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    public Task<List<string>> EffectsAsync(string eventName, string entity) =>
        QueryAsync($"SELECT {Name("Fields")} FROM entries WHERE {Name("Event")} = @event AND {Name("Entity")} = @entity", row => row.GetString(0), ("@event", eventName), ("@entity", entity));

    /// <summary>How many rows of the inbox are in a state.</summary>
    public async Task<long> CountAsync(int state) => (await QueryAsync($"SELECT count(*) FROM partnero_inbox WHERE state = {state}", row => row.GetInt64(0)))[0];

    public async Task<IReadOnlyList<WebhookEffect>> FindEffectsAsync(string eventName, string entity, CancellationToken cancellationToken) =>
        (await EffectsAsync(eventName, entity)).ConvertAll(fields => new WebhookEffect { Fields = Fields(fields) });

    public async Task<object?> FindStateAsync(string kind, string id, CancellationToken cancellationToken)
    {
        var deleted = IsEf ? Name("IsDeleted") : "deleted";
        var rows = await QueryAsync($"SELECT {Name("Fields")} FROM entities WHERE {Name("Kind")} = @kind AND {Name("Id")} = @id AND NOT {(IsEf && IsPostgres ? deleted : $"({deleted} = 1)")}", row => row.GetString(0), ("@kind", kind), ("@id", id));
        return rows is [{ Length: > 0 } fields] ? JsonDocument.Parse(fields).RootElement : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (Source is NpgsqlDataSource)
            NpgsqlConnection.ClearAllPools();
        else
            SqliteConnection.ClearAllPools();
        await Source.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static Dictionary<string, object?> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => (object?)field.Value.Clone());
    }

    /// <summary>The name of a column.</summary>
    public string Name(string property) => IsEf ? $"\"{property}\"" : property.ToLowerInvariant();
}
