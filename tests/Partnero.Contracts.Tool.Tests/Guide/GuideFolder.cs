using System.Diagnostics;
using Xunit;

namespace Partnero.Contracts.Tool.Tests.Guide;

/// <summary>A temporary folder in which the guide's npm commands have been run, once for all tests. Without Node and npm there is none.</summary>
public sealed class GuideFolder : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-guide-");

    /// <summary>Why the guide cannot be followed here; null where it can.</summary>
    public string? Missing { get; } = new[] { "node", "npm" }.Where(program => Find(program) is null).ToList() is { Count: > 0 } absent
        ? $"The guide needs Node: {string.Join(" and ", absent)} not found on the PATH."
        : null;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        foreach (var (_, command) in CheckGuide.Commands.Where(run => run.Command.Program == "npm"))
            await RunAsync(command, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder within, from which Node finds the packages, with the files as the guide has them before a step.</summary>
    internal string WriteFilesBefore(GuideStep step)
    {
        var folder = _folder.CreateSubdirectory(Path.GetRandomFileName()).FullName;
        foreach (var file in CheckGuide.Steps.TakeWhile(other => other != step).OfType<GuideStep.File>())
            File.WriteAllText(Path.Combine(folder, file.Path), file.Text);
        return folder;
    }

    internal static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd" } : [""], (folder, extension) => Path.Combine(folder, program + extension))
        .FirstOrDefault(File.Exists);

    private async Task RunAsync(GuideCommand command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find(command.Program)!, command.Arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["npm_config_audit"] = "false", ["npm_config_prefer_offline"] = "true", ["npm_config_update_notifier"] = "false" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{await output}{await error}");
    }
}
