using System.Text.RegularExpressions;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>The library speaks of its properties. Options are words of the tool, which translates.</summary>
public sealed partial class MessageWordsTests
{
    [Fact]
    public void No_message_of_the_library_names_an_option()
    {
        var folders = new[] { "Partnero.Contracts.Testing", "Partnero.Contracts.Testing.Xunit" };
        var texts = folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, "src", folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).SelectMany(line => Literal().Matches(line).Select(literal => $"{Path.GetFileName(file)}: {literal.Value}")))
            .ToList();

        Assert.True(texts.Count > 500, $"Only {texts.Count} texts were found.");
        // Options of other programs: of curl, in the line to copy, and of dotnet.
        Assert.DoesNotContain(texts, text => Option().IsMatch(text.Replace("--data-binary", "", StringComparison.Ordinal).Replace("dotnet dev-certs https --trust", "", StringComparison.Ordinal)));
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("--[a-z]")]
    private static partial Regex Option();
}
