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
    [InlineData("Partnero.Contracts.Fixtures")]
    [InlineData("Partnero.Contracts.Testing")]
    public void The_picture_shows_what_is(string project)
    {
        var page = Path.Combine(FolderGraph.Root, "ARCHITECTURE.md");
        var graph = FolderGraph.Of(project);
        Assert.NotEmpty(graph.Edges);
        var text = File.ReadAllText(page);
        var begin = $"<!-- folders of {project} -->\n";
        var at = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(at >= 0, $"ARCHITECTURE.md has no '{begin.Trim()}'.");
        at += begin.Length;
        var end = text.IndexOf("\n```\n", at, StringComparison.Ordinal) + 4;
        if (Environment.GetEnvironmentVariable("PARTNERO_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(page, text = text[..at] + graph.Draw() + text[end..]);

        Assert.Contains(begin + graph.Draw() + "\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_would_be_seen()
    {
        var graph = FolderGraph.Of("Partnero.Contracts.Testing");

        Assert.Contains(("Running", "Session"), graph.Edges.Keys);
        Assert.DoesNotContain(("Session", "Running"), graph.Edges.Keys);
        Assert.Equal(["Sending", "Capabilities"], graph.Layers().Take(2));
    }
}
