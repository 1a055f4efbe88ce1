using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>A sample consumer in another language, started as its README says, with its ledger in a folder of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    public const string Secret = "s3cretOfTheTests";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder;
    private readonly ProcessStartInfo _start;
    private readonly int _port;
    private Process _process = null!;

    private SampleProcess(DirectoryInfo folder, ProcessStartInfo start, int port)
    {
        _folder = folder;
        _start = start;
        _port = port;
        Address = $"http://127.0.0.1:{port}";
    }

    public string Address { get; }

    /// <summary>The arguments of a whole check.</summary>
    public string[] Check =>
    [
        "check", $"{Address}/webhooks/partnero",
        "--effects-url", Address + "/probe/effects?event={event}&id={id}",
        "--fail-url", Address + "/probe/fail?event={event}&id={id}&times={times}&point={point}",
        "--clock-url", Address + "/probe/clock?seconds={seconds}",
    ];

    /// <summary>Where its effects are.</summary>
    public string Ledger => Path.Combine(_folder.FullName, "ledger.jsonl");

    public static Task<SampleProcess> StartNodeAsync(bool withCheck = true)
    {
        Assert.SkipUnless(Programs.Has("node"), "Node is not installed: the Node sample is not checked.");
        return StartAsync("consumer-node", "consumer.mjs", withCheck, (file, _) => ("node", [file]));
    }

    public static Task<SampleProcess> StartPhpAsync(bool withCheck = true)
    {
        Assert.SkipUnless(Programs.Has("php"), "PHP is not installed: the PHP sample is not checked.");
        return StartAsync("consumer-php", "consumer.php", withCheck, (file, port) => ("php", ["-d", "enable_post_data_reading=0", "-S", $"127.0.0.1:{port}", file]));
    }

    /// <summary>Ends the process, and starts it again with its ledger.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Delete(recursive: true);
    }

    private async Task BeginAsync()
    {
        _process = Process.Start(_start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitForAsync(_port, _process);
    }

    private async Task EndAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<SampleProcess> StartAsync(string sample, string fileName, bool withCheck, Func<string, int, (string Program, string[] Arguments)> command)
    {
        var samples = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Samples").Value!;
        var folder = Directory.CreateTempSubdirectory("sample-");
        var file = Path.Combine(folder.FullName, fileName);
        var lines = await File.ReadAllLinesAsync(Path.Combine(samples, sample, fileName));
        Assert.Single(lines, line => line.Contains("signature-check", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(file, lines.Where(line => withCheck || !line.Contains("signature-check", StringComparison.Ordinal)));

        var port = FreePort();
        var (program, arguments) = command(file, port);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PARTNERO_SECRET"] = Secret;
        start.Environment["PARTNERO_PROBES"] = "1";
        start.Environment["PHP_CLI_SERVER_WORKERS"] = "4";
        var started = new SampleProcess(folder, start, port);
        start.Environment["LEDGER"] = started.Ledger;
        await started.BeginAsync();
        return started;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task WaitForAsync(int port, Process process)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (clock.Elapsed < Longest && !process.HasExited)
            {
                await Task.Yield();
            }
        }
    }
}
