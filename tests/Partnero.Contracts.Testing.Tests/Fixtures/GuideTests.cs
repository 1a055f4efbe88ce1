using System.Text.RegularExpressions;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>The guide to fixtures prints code that is compiled and run, and lists that are true.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fixtures.md"));

    [Fact]
    public void Every_example_of_the_guide_is_a_test()
    {
        var examples = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Partnero.Contracts.Testing.Tests", "Fixtures", "GuideExamples.cs"));
        var blocks = Blocks().Matches(Guide).Select(match => match.Groups[1].Value).ToList();

        Assert.True(blocks.Count >= 10, $"Only {blocks.Count} examples were found.");
        Assert.All(blocks, block => Assert.Contains(Indented(block), examples, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_lists_every_shape_with_its_standing() => Assert.All(PhpShape.All, shape =>
        Assert.Contains($"| `{shape.Id}` | {shape.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {shape.Standing switch { Standing.Known => "known", Standing.Advice => "advice", _ => "opt-in" }} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_signature_fault() => Assert.All(SignatureFault.All, fault =>
        Assert.Contains($"| `{fault.Id}` | {fault.What} | {fault.Verdict.ToString().ToLowerInvariant()} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_byte_fault() => Assert.All(ByteFault.All, fault => Assert.Contains($"`{fault.Id}`", Guide, StringComparison.Ordinal));

    private static string Indented(string block) => string.Join('\n', block.TrimEnd().Split('\n').Select(line => line.Length > 0 ? "    " + line : line));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
