using System.CommandLine;
using System.Globalization;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Tool.Exit;
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
        var only = new Option<string[]>("--only") { Description = "Check this clause alone, such as IDEM-03; may be given several times, or with commas.", HelpName = "ID" };
        var quiet = new Option<bool>("--quiet") { Description = "Print failures, the names of advice and the verdict alone." };
        var reportJson = new Option<string?>("--report-json") { Description = "Write the report as JSON to this file.", HelpName = "FILE" };
        var command = new Command("demo", "Starts a real consumer (ASP.NET Core on SQLite) on a free loopback port, checks it over HTTP, and leaves nothing behind.")
        {
            defect, list, seed, only, quiet, reportJson,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(list)
            ? Task.FromResult(List(command.Options.Where(option => option != list && parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)))
            : RunAsync(Find(parsed.GetValue(defect)), parsed.GetValue(seed), ClauseNames.Only(parsed.GetValue(only) ?? [], PartneroContract.Clauses), parsed.GetValue(quiet), parsed.GetValue(reportJson), cancellationToken));
        return command;
    }

    private static int List(IEnumerable<string> others)
    {
        if (others.FirstOrDefault() is { } other)
            throw new UsageException($"--list goes alone, and here it comes with {other}. Leave one of them out.");
        MutantTable.Write([Mutant.Sound, .. Mutant.Defective]);
        return ExitCodes.Kept;
    }

    private static Mutant Find(string? defect) => defect is null
        ? Mutant.Sound
        : Mutant.Defective.FirstOrDefault(mutant => mutant.Name.Equals(defect, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"There is no defect called '{defect}'. There are: {string.Join(", ", Mutant.Defective.Select(mutant => mutant.Name))}.");

    private static async Task<int> RunAsync(
        Mutant mutant, ulong? seed, IReadOnlyList<WebhookClause>? only, bool isQuiet, string? reportPath, CancellationToken cancellationToken)
    {
        using var reportFile = ReportFile.Open(reportPath);
        var running = await RunningMutant.StartAsync(mutant, cancellationToken);
        await using (running)
        {
            var report = await ContractProgress.RunAsync(
                new ContractRunner(running.Consumer, seed) { Connections = NumberOptions.DefaultConnections, MaxConnections = NumberOptions.DefaultMaxConnections }, running.Consumer.Address, only, $"a consumer that {mutant.Description}", isQuiet, cancellationToken);

            // When this is read the consumer has gone, and its port and its deliveries with it.
            return Conclusion.Write(report, isStrict: false, reportFile, new Presentation(clause => Command(mutant, clause, report.Seed), HasCurl: false, isQuiet));
        }
    }

    /// <summary>The command that starts the same consumer, and sends it the same payloads of one clause.</summary>
    private static string Command(Mutant mutant, ClauseReport report, ulong seed) => Invocation.Of(
        ["demo", .. mutant == Mutant.Sound ? Array.Empty<string>() : ["--defect", mutant.Name], "--only", report.Clause.Id, "--seed", seed.ToString(CultureInfo.InvariantCulture)]);
}
