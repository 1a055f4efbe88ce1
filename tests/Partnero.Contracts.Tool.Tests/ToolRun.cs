using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>The tool run to its end: exit code and what it said.</summary>
internal sealed partial record ToolRun(int ExitCode, string Output, string Error)
{
    private static readonly string Tool = typeof(ToolRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Tool").Value!;

    public string Everything => Output + Error;

    /// <summary>Runs the tool as a process, as its users do: for what is a process's own, such as its streams.</summary>
    public static Task<ToolRun> OfProcessAsync(params string[] arguments) => OfProcessAsync(arguments, []);

    public static Task<ToolRun> OfProcessAsync(string[] arguments, Dictionary<string, string> environment) =>
        EndAsync(Start(new ProcessStartInfo("dotnet", [Tool, .. arguments]), environment));

    /// <summary>Runs the tool with something on its standard input.</summary>
    public static async Task<ToolRun> WithInputAsync(string input, params string[] arguments)
    {
        var process = Start(new ProcessStartInfo("dotnet", [Tool, .. arguments]) { RedirectStandardInput = true }, []);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Runs the tool, and sends it a signal once it has said that it checks, and it is time.</summary>
    public static async Task<ToolRun> StopAsync(string signal, string[] arguments, Dictionary<string, string> environment, Func<bool>? isTime = null)
    {
        // A shell may have its background jobs ignore SIGINT, and they hand that on.
        var process = Start(new ProcessStartInfo("env", [$"--default-signal={signal}", "dotnet", Tool, .. arguments]), environment);
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        while (isTime?.Invoke() == false)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var run = await EndAsync(process);
        return run with { Output = first + "\n" + run.Output };
    }

    private static Process Start(ProcessStartInfo start, Dictionary<string, string> environment)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<ToolRun> EndAsync(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new ToolRun(process.ExitCode, await output, await error);
        }
    }

    /// <summary>A wrong command, or nothing to talk to: exit code 2, a sentence, and nothing of the code that found it.</summary>
    public void AssertRefusedWith(string words)
    {
        Assert.True(ExitCode == 2, $"Exit code {ExitCode}:\n{Everything}");
        Assert.Contains(words, Error, StringComparison.Ordinal);
        Assert.All(["   at ", "(Parameter '", "System.", "TimeSpan"], ofTheCode => Assert.DoesNotContain(ofTheCode, Everything, StringComparison.Ordinal));
    }
}
