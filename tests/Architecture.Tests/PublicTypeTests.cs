using System.Text.RegularExpressions;
using Xunit;

namespace Architecture.Tests;

/// <summary>What is public in the testing packages is what users need, and so a page speaks of it.</summary>
public sealed partial class PublicTypeTests
{
    private static readonly string[] Packages = ["Partnero.Contracts.Fixtures", "Partnero.Contracts.Testing", "Partnero.Contracts.Testing.Xunit"];

    [Fact]
    public void A_page_speaks_of_each_public_type()
    {
        var pages = string.Join('\n', Directory.EnumerateFiles(Path.Combine(FolderGraph.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(FolderGraph.Root, "README.md"))
            .Select(File.ReadAllText));

        var types = Packages.SelectMany(Types).ToList();
        Assert.NotEmpty(types);
        Assert.DoesNotContain(types, type => !Regex.IsMatch(pages, $@"\b{type}\b"));
    }

    /// <summary>The names of a package's public types, as its lists of what is public give them; of an attribute, as it is used.</summary>
    private static IEnumerable<string> Types(string package)
    {
        var lines = Directory.EnumerateFiles(Path.Combine(FolderGraph.Root, "src", package), "PublicAPI.*.txt").SelectMany(File.ReadAllLines).ToList();
        return lines.Where(line => TypeLine().IsMatch(line) && !lines.Contains("*REMOVED*" + line))
            .Select(line => line[(line.LastIndexOf('.') + 1)..])
            .Select(name => name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name);
    }

    [GeneratedRegex(@"^[A-Za-z]+(\.[A-Za-z]+)+$")]
    private static partial Regex TypeLine();
}
