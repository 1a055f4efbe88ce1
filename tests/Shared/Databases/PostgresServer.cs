using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Partnero.Contracts.TestSupport.PostgresServer))]

namespace Partnero.Contracts.TestSupport;

/// <summary>A PostgreSQL of this test run alone, on a free loopback port, with its data in a temporary folder. Where PostgreSQL is not installed, tests that want it are skipped.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private DirectoryInfo? _folder;
    private int _port;
    private bool _isRunning;

    private static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) : null;

    /// <summary>Why tests that want it are skipped; null where they run.</summary>
    public static string? Missing => Programs is null ? "PostgreSQL is not installed (Debian's package postgresql)." : null;

    /// <summary>Creates an empty database.</summary>
    /// <param name="folder">Where its files are; with those of the others unless given.</param>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateDatabaseAsync(string? folder = null)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_isRunning)
                await StartAsync();
            _isRunning = true;
        }
        finally
        {
            _starting.Release();
        }

        var name = $"t{Guid.NewGuid():N}";
        if (folder is not null)
        {
            await GiveAsync(folder);
            await ExecuteAsync($"CREATE TABLESPACE {name} LOCATION '{folder}'");
        }

        await ExecuteAsync($"CREATE DATABASE {name}{(folder is null ? "" : $" TABLESPACE {name}")}");
        return Connection(name);
    }

    /// <summary>Has the server do something, whatever state a database is in.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Drops a database that has a folder of its own.</summary>
    public async Task DropAsync(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        await ExecuteAsync($"DROP TABLESPACE {name}");
    }

    /// <summary>Stops it at once, as a crash would, and starts it again.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        await meanwhile();
        await RunServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isRunning)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        _folder?.Delete(recursive: true);

        _starting.Dispose();
    }

    private string Data => Path.Combine(_folder!.FullName, "data");

    private string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username=partnero;Database={database};Maximum Pool Size=80;Timeout=5";

    private async Task StartAsync()
    {
        _folder ??= CreateFolder();
        await GiveAsync(_folder.FullName);
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        await RunAsync("initdb", "-D", Data, "-U", "partnero", "-A", "trust", "-E", "UTF8", "--no-sync");
        await RunServerAsync();
    }

    /// <summary>Gives it a folder: it refuses to run as root.</summary>
    private static Task GiveAsync(string folder) => Environment.IsPrivilegedProcess ? RunAsync("/bin/chown", "postgres", folder) : Task.CompletedTask;

    /// <summary>The folder for temporary files may be root's alone, where the user of PostgreSQL comes to nothing in it.</summary>
    private static DirectoryInfo CreateFolder() => Environment.IsPrivilegedProcess
        ? Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : "/tmp", $"partnero-postgres-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("partnero-postgres-");

    private Task RunServerAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder!.FullName, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200", "start");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var isTheirs = !Path.IsPathRooted(program);
        var path = isTheirs ? Path.Combine(Programs!, program) : program;
        var start = isTheirs && Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        // The server keeps what it inherits: nobody waits for the end of it.
        start.RedirectStandardInput = true;
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = program != "pg_ctl";
        start.RedirectStandardError = program != "pg_ctl";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = start.RedirectStandardOutput ? await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {said}");
    }
}
