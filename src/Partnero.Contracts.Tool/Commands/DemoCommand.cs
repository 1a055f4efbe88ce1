using System.CommandLine;
using Partnero.Contracts.Specimens;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary><c>demo</c>: checks a consumer that comes with the tool, sound or with a defect.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var defect = new Option<string?>("--defect") { Description = "Check a consumer with this defect instead of the sound one (see --list).", HelpName = "NAME" };
        var list = new Option<bool>("--list") { Description = "List the defects, and stop." };
        var seed = NumberOptions.Seed();
        var reportJson = new Option<string?>("--report-json") { Description = "Write the report as JSON to this file.", HelpName = "FILE" };
        var command = new Command("demo", "Starts a real consumer (ASP.NET Core on SQLite) on a free loopback port, checks it over HTTP, and leaves nothing behind.")
        {
            defect, list, seed, reportJson,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(list)
            ? Task.FromResult(List())
            : RunAsync(Find(parsed.GetValue(defect)), parsed.GetValue(seed), parsed.GetValue(reportJson), cancellationToken));
        return command;
    }

    private static int List()
    {
        SpecimenTable.Write([Specimen.Sound, .. Specimen.Defective]);
        return ExitCodes.Kept;
    }

    private static Specimen Find(string? defect) => defect is null
        ? Specimen.Sound
        : Specimen.Defective.FirstOrDefault(specimen => specimen.Name.Equals(defect, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"There is no defect called '{defect}'. There are: {string.Join(", ", Specimen.Defective.Select(specimen => specimen.Name))}.");

    private static async Task<int> RunAsync(Specimen specimen, ulong? seed, string? reportPath, CancellationToken cancellationToken)
    {
        using var reportFile = ReportFile.Open(reportPath);
        var running = await RunningSpecimen.StartAsync(specimen, cancellationToken);
        await using (running)
        {
            var report = await ContractProgress.RunAsync(
                new ContractRunner(running.Consumer, seed), null, $"a consumer that {specimen.Description}", cancellationToken);
            return Conclusion.Write(report, isStrict: false, reportFile);
        }
    }
}
