using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>The tool run to its end: exit code and what it said.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    private static readonly string Tool = typeof(ToolRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Tool").Value!;

    public string Everything => Output + Error;

    public static Task<ToolRun> OfAsync(params string[] arguments) => OfAsync(arguments, []);

    public static async Task<ToolRun> OfAsync(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }

    /// <summary>A wrong command, or nothing to talk to: exit code 2, a sentence, and nothing of the code that found it.</summary>
    public void AssertRefusedWith(string words)
    {
        Assert.True(ExitCode == 2, $"Exit code {ExitCode}:\n{Everything}");
        Assert.Contains(words, Error, StringComparison.Ordinal);
        Assert.All(["   at ", "(Parameter '", "System.", "TimeSpan"], ofTheCode => Assert.DoesNotContain(ofTheCode, Everything, StringComparison.Ordinal));
    }
}
