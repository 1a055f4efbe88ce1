using System.Xml.Linq;
using Xunit;

namespace Architecture.Tests;

/// <summary>ARCHITECTURE.md shows each project, and which of them uses which.</summary>
public sealed class ProjectTests
{
    private const string Prefix = "Partnero.Contracts";

    private static readonly string Sources = Path.Combine(FolderGraph.Root, "src");

    /// <summary>A folder of what a project was called before may have what was built left in it.</summary>
    private static IEnumerable<string> Folders => Directory.EnumerateDirectories(Sources)
        .Where(path => Path.GetFileName(path) == "Shared" || Directory.EnumerateFiles(path, "*.csproj").Any()).Select(path => Path.GetFileName(path)!);

    [Fact]
    public void Each_project_has_a_row() =>
        Assert.Equal(Folders.Order(StringComparer.Ordinal), ArchitecturePage.Rows("project in `src/`").Order(StringComparer.Ordinal));

    [Fact]
    public void The_picture_shows_which_project_uses_which()
    {
        var arrows = Folders.SelectMany(References).ToDictionary(arrow => (arrow.From, arrow.To), arrow => arrow.Line);
        Assert.NotEmpty(arrows);

        ArchitecturePage.AssertShows("projects", ArchitecturePage.Draw([.. arrows.Keys.Order()], edge => $"{Name(edge.From)} {arrows[edge]} {Name(edge.To)}"));
    }

    /// <summary>A dotted arrow leads to what takes part in compilation alone: the generator, and sources that are shared; and to what is packed beside.</summary>
    private static IEnumerable<(string From, string To, string Line)> References(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Sources, folder), "*.csproj")
        from item in XDocument.Load(file).Descendants()
        where item.Name.LocalName == "ProjectReference" || item.Attribute("LinkBase") is not null
        let isCompiled = item.Name.LocalName == "Compile" || item.Attribute("OutputItemType") is not null || item.Attribute("ReferenceOutputAssembly") is not null
        select (folder, item.Attribute("Include")!.Value.Split('/')[1], isCompiled ? "-.->" : "-->");

    private static string Name(string project) => project == Prefix ? $"Contracts[{Prefix}]" : project.Replace(Prefix + ".", "", StringComparison.Ordinal);
}
