using System.Text.RegularExpressions;
using Partnero.Contracts.Tool.Tests.Guide;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>Follows docs/check.md: its files are written, its servers started, its checks run, and each ends as the guide says.</summary>
public sealed partial class CheckGuideTests(GuideFolder guide) : IClassFixture<GuideFolder>
{
    private const string PortInGuide = "3000";

    /// <summary>The sections that check a server. Each checks it once, so that a case is named by its section.</summary>
    public static TheoryData<string> Sections => [.. Checks.Select(check => check.Section)];

    private static IEnumerable<GuideStep.Run> Checks => CheckGuide.Commands.Where(run => run.Command.Program == "partnero-contracts");

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Each_check_ends_and_prints_as_the_guide_says(string section)
    {
        Assert.SkipUnless(guide.Missing is null, guide.Missing ?? "");
        var check = Checks.Single(check => check.Section == section);
        var start = CheckGuide.Steps.TakeWhile(step => step != check).OfType<GuideStep.Run>().Last(run => run.Command.Program == "node");
        using var server = await NodeServer.StartAsync(start.Command, guide.WriteFilesBefore(start), TestContext.Current.CancellationToken);

        var run = await ToolRun.OfProcessAsync([.. check.Command.Arguments.Select(word => AtPort(word, server))], check.Command.Environment);

        Assert.True(run.ExitCode == check.Command.ExitCode, $"{check.Command}\nended with {run.ExitCode}:\n{run.Everything}");
        var printed = run.Everything.ReplaceLineEndings("\n").Split('\n').Select(Plain).ToList();
        Assert.All(Accepted(check.Command.Printed, printed), line => Assert.Contains(printed, said => IsSame(Plain(AtPort(line, server)), said)));
    }

    /// <summary>The tool is installed by .ci/next-steps, from the packed package; the commands here run it as it was built.</summary>
    [Fact]
    public void Every_command_of_the_guide_is_run()
    {
        Assert.All(CheckGuide.Commands, run => Assert.True(
            run.Command.Program is "npm" or "node" or "partnero-contracts" || run.Command.Text == "dotnet tool install --global Partnero.Contracts.Tool",
            $"No test runs: {run.Command}"));
        Assert.Equal([0, 0, 1, 1, 2], Checks.Select(check => check.Command.ExitCode).Order());
    }

    [Fact]
    public async Task The_guide_explains_every_option()
    {
        var help = await ToolRun.OfAsync("check", "--help");

        var options = Option().Matches(help.Output).Select(option => option.Value).Where(option => option != "--help").Distinct().ToList();
        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Matches($@"\n\| `{option}[ `]", CheckGuide.Text.ReplaceLineEndings("\n")));
    }

    /// <summary>The lines of the guide; where snapshots are accepted, those that count clauses are first written as they were printed.</summary>
    private static IEnumerable<string> Accepted(IReadOnlyList<string> lines, IReadOnlyList<string> printed) =>
        Environment.GetEnvironmentVariable("PARTNERO_ACCEPT_SNAPSHOTS") == "1" ? [.. lines.Select(line => Counts().IsMatch(line) ? Accept(line, printed) : line)] : lines;

    private static string Accept(string line, IReadOnlyList<string> printed)
    {
        var said = Counts().Match(Assert.Single(printed, Counts().IsMatch)).Value + " …";
        CheckGuide.Replace(line, said);
        return said;
    }

    private static string AtPort(string text, NodeServer server) => text.Replace("127.0.0.1:" + PortInGuide, "127.0.0.1:" + server.Port, StringComparison.Ordinal);

    /// <summary>A line without what differs from run to run: the times, and the width of the columns.</summary>
    private static string Plain(string line) => Blanks().Replace(Time().Replace(line, "N ms"), " ").Trim();

    /// <summary>Whether a line was printed; where the guide breaks off, up to there.</summary>
    private static bool IsSame(string inGuide, string said) => inGuide.EndsWith('…')
        ? said.StartsWith(inGuide[..^1].TrimEnd(), StringComparison.Ordinal)
        : said == inGuide;

    [GeneratedRegex("(?<=^  )--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Option();

    /// <summary>The last line of a run, up to what differs from run to run.</summary>
    [GeneratedRegex("^The contract is [a-z]+:( [0-9]+ [a-z ]+,)+")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\d+ ms")]
    private static partial Regex Time();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
