using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>The verifier itself: a snapshot test that cannot fail is worth nothing.</summary>
public sealed class SnapshotFolderTests : IDisposable
{
    private const string Name = "SnapshotFolderTests.Method#";

    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_text_equal_to_its_snapshot_passes_and_takes_away_what_was_received_before()
    {
        Write("A.g.verified.cs", "a");
        Write("A.g.received.cs", "old");

        Verify(("A.g.cs", "a"));

        Assert.Equal(["A.g.verified.cs"], Files);
    }

    [Fact]
    public void Missing_differing_and_stale_snapshots_are_all_reported_at_once()
    {
        Write("B.g.verified.cs", "before");
        Write("C.g.verified.cs", "gone");

        var message = Assert.ThrowsAny<Exception>(() => Verify(("A.g.cs", "a"), ("B.g.cs", "after"))).Message;

        Assert.Contains($"missing: {Name}A.g\ndiffers: {Name}B.g\nstale: {Name}C.g\n", message, StringComparison.Ordinal);
        Assert.Equal(["A.g.received.cs", "B.g.received.cs", "B.g.verified.cs", "C.g.verified.cs"], Files);
    }

    [Fact]
    public void Accepting_writes_what_is_new_and_deletes_what_is_stale()
    {
        Write("B.g.verified.cs", "gone");

        Verify(isAccepting: true, isCi: false, ("A.g.cs", "a"));

        Assert.Equal(["A.g.verified.cs"], Files);
    }

    [Fact]
    public void Accepting_is_refused_on_a_build_server()
    {
        Assert.ThrowsAny<Exception>(() => Verify(isAccepting: true, isCi: true, ("A.g.cs", "a")));

        Assert.Empty(Files);
    }

    [Fact]
    public void The_snapshots_of_another_test_are_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder, "SnapshotFolderTests.Other#A.g.verified.cs"), "a");

        Verify(("B.g.cs", "b"), isAccepting: true);

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    private IEnumerable<string> Files => Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)[Name.Length..]).Order(StringComparer.Ordinal);

    private void Write(string hint, string text) => File.WriteAllText(Path.Combine(_folder, Name + hint), text);

    private void Verify((string Hint, string Text) text, bool isAccepting = false) => Verify(isAccepting, isCi: false, text);

    private void Verify((string Hint, string Text) first, (string Hint, string Text) second) => Verify(isAccepting: false, isCi: false, first, second);

    private void Verify(bool isAccepting, bool isCi, params (string Hint, string Text)[] texts) =>
        new SnapshotFolder(_folder, isAccepting, isCi).Verify(typeof(SnapshotFolderTests), texts.ToDictionary(text => text.Hint, text => text.Text), "Method");
}
