using System.Xml.Linq;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>The errors that the packages' build files report, before anything is compiled.</summary>
internal static class BuildErrors
{
    private const string Id = "$(PartneroObstacle)";

    private static readonly IReadOnlyList<XDocument> Files =
    [
        .. Directory.GetDirectories(Folders.Sources)
            .Select(project => Path.Combine(project, "build"))
            .Where(Directory.Exists)
            .SelectMany(build => Directory.GetFiles(build, "*.targets"))
            .Select(file => XDocument.Load(file)),
    ];

    private static readonly string Page = Files.SelectMany(file => file.Descendants("_PartneroPage")).Single(page => page.Value.Contains(Id, StringComparison.Ordinal)).Value;

    public static IReadOnlyList<(string Id, string Text)> All { get; } =
    [
        .. Files.SelectMany(file => file.Descendants("Error"))
            .Select(error => ((string)error.Attribute("Code")!, (string)error.Attribute("Text")!))
            .Order(),
    ];

    /// <summary>The page of a diagnostic in the repository, whose address the build files name in full.</summary>
    public static string PageOf(string id) => Page.Replace(Id, id, StringComparison.Ordinal);
}
