using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Partnero.Contracts.FourWays.Tests.Ways;

/// <summary>The xunit attribute, in a suite that runs as a process of its own.</summary>
internal static class AttributeWay
{
    private const string VerdictId = "VERDICT";

    private static readonly string Suite = typeof(AttributeWay).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ContractSuite").Value!;

    public static async Task<Findings> CheckAsync(Mutant mutant, IReadOnlyList<WebhookClause> clauses, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("four-ways-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.xml");
            var (exitCode, output) = await RunAsync(mutant, [.. Selection(clauses), "-result-xml", path], cancellationToken);
            Assert.True(File.Exists(path), $"Exit code {exitCode}, and no report:\n{output}");
            var cases = XDocument.Load(path).Descendants("test").ToDictionary(Id);
            Assert.Equal(clauses.Count + 1, cases.Count);
            var outcomes = clauses.ToDictionary(clause => clause.Id, clause => Outcome(clause, cases[clause.Id]));
            return new Findings(outcomes, Verdict(cases[VerdictId], outcomes), exitCode == 0, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>All clauses as they are run without further ado; some by their traits, as a user picks them.</summary>
    private static IEnumerable<string> Selection(IReadOnlyList<WebhookClause> clauses) => clauses.Count == PartneroContract.Clauses.Count
        ? []
        : ["-preEnumerateTheories", .. clauses.Select(clause => clause.Id).Append(VerdictId).SelectMany(id => new[] { "-trait", $"Clause={id}" })];

    private static async Task<(int ExitCode, string Output)> RunAsync(Mutant mutant, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Suite, "-noColor", "-noLogo", "-class", "ContractSuite.NamedContract", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PARTNERO_MUTANT"] = mutant.Name },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static string Id(XElement test) => test.Attribute("name")!.Value.Split(" › ")[1].Split(' ')[0];

    private static ClauseOutcome Outcome(WebhookClause clause, XElement test) => (test.Attribute("result")!.Value, Exception(test)) switch
    {
        ("Pass", _) => clause.IsAdvice && test.Descendants("warning").Any() ? ClauseOutcome.Advised : ClauseOutcome.Passed,
        ("Skip", _) => ClauseOutcome.NotExercised,
        ("Fail", "ClauseBrokenException") => ClauseOutcome.Failed,
        ("Fail", "ContractUndecidedException") => ClauseOutcome.NotExercised,
        var (result, exception) => throw new InvalidOperationException($"{clause.Id}: {result} {exception} {test.Value}"),
    };

    private static FoundVerdict Verdict(XElement test, Dictionary<string, ClauseOutcome> outcomes) => (test.Attribute("result")!.Value, Exception(test)) switch
    {
        ("Pass", _) => outcomes.ContainsValue(ClauseOutcome.Failed) ? FoundVerdict.Broken : FoundVerdict.Kept,
        ("Fail", "ContractUndecidedException") => FoundVerdict.Undecided,
        var (result, exception) => throw new InvalidOperationException($"{VerdictId}: {result} {exception} {test.Value}"),
    };

    private static string? Exception(XElement test) => test.Element("failure")?.Attribute("exception-type")!.Value.Split('.')[^1];
}
