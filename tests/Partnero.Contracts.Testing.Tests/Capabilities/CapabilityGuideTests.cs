using System.Text.RegularExpressions;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Capabilities;

/// <summary>What the guides list of capabilities is written from them, where <c>PARTNERO_ACCEPT_SNAPSHOTS=1</c> is set.</summary>
public sealed partial class CapabilityGuideTests
{
    public static TheoryData<string> Names => [.. Capability.All.Select(capability => capability.Name)];

    [Fact]
    public void The_guide_to_check_lists_the_option_of_each_capability() => AssertRows(
        "docs/check.md",
        OptionRow(),
        capability => $"| `--{capability.Url.Option} URL` | {Told(capability.Url.Help)} |");

    [Fact]
    public void The_guide_to_check_lists_the_command_of_each_capability_that_can_be_had_by_one() => AssertRows(
        "docs/check.md",
        CommandRow(),
        capability => capability.Command is { } command ? $"| `--{capability.Url.CommandOption} COMMAND` | {Told(command.Help)} |" : null);

    [Fact]
    public void The_index_of_clauses_says_how_each_capability_is_given() => AssertRows(
        "docs/clauses/README.md",
        PropertyRow(),
        capability => $"| `{capability.Name}` | `--{capability.Url.Option}` | {capability.Purpose} |");

    /// <summary>Effects are shown before, as without them little is exercised.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_guide_shows_each_capability_in_process(string name) =>
        Assert.Contains($"{name} = ", Read("docs/failures-and-time.md"), StringComparison.Ordinal);

    private static void AssertRows(string page, Regex row, Func<Capability, string?> write)
    {
        var text = Read(page);
        var found = row.Matches(text);
        var expected = string.Concat(Capability.All.Select(write).Where(line => line is not null).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("PARTNERO_ACCEPT_SNAPSHOTS") == "1")
        {
            text = text[..found[0].Index] + expected + text[(found[^1].Index + found[^1].Length)..];
            File.WriteAllText(Path.Combine(Repository.Root, page), text);
        }

        Assert.Equal(expected, string.Concat(row.Matches(text).Select(match => match.Value)));
    }

    /// <summary>The help of the tool as a cell of a table.</summary>
    private static string Told(string help) =>
        char.ToLowerInvariant(help[0]) + Code().Replace(help.TrimEnd('.'), "`$0`")[1..];

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^\| `--[a-z]+-url URL` \| .*\n", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"^\| `--[a-z]+-cmd COMMAND` \| .*\n", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    [GeneratedRegex(@"^\| `[A-Z][A-Za-z]+` \| `--[a-z]+-url` \| .*\n", RegexOptions.Multiline)]
    private static partial Regex PropertyRow();

    [GeneratedRegex(@"\{[^}]+\}|\b(?:GET|POST)\b|\bPARTNERO_[A-Z]+\b|\b(?:before|after)-(?:effect|commit)\b")]
    private static partial Regex Code();
}
