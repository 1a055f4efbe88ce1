using Xunit;

namespace Architecture.Tests;

/// <summary>The tree shows the architecture: inside each project, arrows between folders point one way.</summary>
public sealed class FolderTests
{
    /// <summary>All but the mutants, which are made in part of what our own generator writes, and are not for others; shared sources are looked at where they are used.</summary>
    public static TheoryData<string> Projects =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(FolderGraph.Root, "src")).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("Partnero.Contracts.Mutants" or "Shared")).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_form_no_cycle(string project)
    {
        Assert.Empty(FolderGraph.Of(project).Cycles());
    }

    [Theory]
    [InlineData("Partnero.Contracts.AspNetCore")]
    [InlineData("Partnero.Contracts.Fixtures")]
    [InlineData("Partnero.Contracts.Testing")]
    public void The_picture_shows_what_is(string project)
    {
        var graph = FolderGraph.Of(project);
        Assert.NotEmpty(graph.Edges);

        ArchitecturePage.AssertShows($"folders of {project}", graph.Draw());
    }

    /// <summary>Folders that hold sources, and those that sources of others are shown in.</summary>
    [Theory]
    [InlineData("Partnero.Contracts.AspNetCore")]
    [InlineData("Partnero.Contracts.Fixtures")]
    [InlineData("Partnero.Contracts.Testing")]
    public void Each_folder_has_a_row(string project) => Assert.Equal(
        FolderGraph.Of(project).Folders.Where(folder => folder != FolderGraph.Top).Order(StringComparer.Ordinal),
        ArchitecturePage.Rows($"folder of `{project}`").Order(StringComparer.Ordinal));

    [Fact]
    public void A_cycle_would_be_seen()
    {
        var graph = FolderGraph.Of("Partnero.Contracts.Testing");

        Assert.Contains(("Running", "Session"), graph.Edges.Keys);
        Assert.DoesNotContain(("Session", "Running"), graph.Edges.Keys);
        Assert.Equal([FolderGraph.Top, "Sending", "Capabilities"], graph.Layers().Take(3));
    }
}
