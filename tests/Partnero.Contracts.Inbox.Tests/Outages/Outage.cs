using Partnero.Contracts.Inbox.Tests.Hosting;

namespace Partnero.Contracts.Inbox.Tests.Outages;

/// <summary>Has something be wrong with the database of a service, and ends it.</summary>
internal sealed class Outage(OutageKind kind, TestDatabase database, PostgresServer server, SmallDisk? disk)
{
    /// <summary>What can be wrong with which database, on this machine.</summary>
    public static IEnumerable<(StoreKind Store, OutageKind Kind)> All { get; } =
        from store in Enum.GetValues<StoreKind>()
        from kind in Enum.GetValues<OutageKind>()
        where kind switch
        {
            OutageKind.NoPageLeft or OutageKind.FolderGone => store is StoreKind.AdoSqlite or StoreKind.EfSqlite,
            OutageKind.DiskFull => SmallDisk.IsPossible,
            _ => true,
        }
        select (store, kind);

    public async Task BeginAsync()
    {
        switch (kind)
        {
            case OutageKind.NoPageLeft:
                database.Sqlite!.IsFull = true;
                break;
            case OutageKind.DiskFull:
                // What SQLite has written ahead is a file that it writes over: the next write is to need room.
                if (database.Sqlite is not null)
                    await database.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
                disk!.Fill();
                break;
            case OutageKind.FolderGone:
                Directory.Move(database.Folder!, Away);
                database.Sqlite!.CloseConnections();
                break;
            case OutageKind.ReadOnly when database.Sqlite is { } file:
                file.IsReadOnly = true;
                break;
            default:
                await RefuseWritesAsync("SET default_transaction_read_only = on");
                break;
        }
    }

    public async Task EndAsync()
    {
        switch (kind)
        {
            case OutageKind.NoPageLeft:
                database.Sqlite!.IsFull = false;
                break;
            case OutageKind.DiskFull:
                disk!.Empty();
                break;
            case OutageKind.FolderGone:
                Directory.Move(Away, database.Folder!);
                break;
            case OutageKind.ReadOnly when database.Sqlite is { } file:
                file.IsReadOnly = false;
                break;
            default:
                await RefuseWritesAsync("RESET default_transaction_read_only");
                break;
        }
    }

    private string Away => database.Folder + ".away";

    /// <summary>Sessions keep what they began with: as when a server becomes a standby, they are ended. EF has a pool of its own, which finds that out by itself.</summary>
    private async Task RefuseWritesAsync(string setting)
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database.Connection).Database;
        await server.ExecuteAsync($"ALTER DATABASE {name} {setting}");
        await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        await database.CloseConnectionsAsync();
    }
}
