using Xunit;
using Xunit.Sdk;

namespace Partnero.Contracts.Tests.PublicApi;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_equal_output_passes_with_either_line_end()
    {
        Write("verified", "a\nb\n");
        Subject.Verify("a\r\nb\r\n");
        Assert.False(Exists("received"));
    }

    [Fact]
    public void A_different_output_fails_and_is_left_beside_the_snapshot()
    {
        Write("verified", "a\n");
        Assert.ThrowsAny<XunitException>(() => Subject.Verify("b\n"));
        Assert.Equal("b\n", File.ReadAllText(Name("received")));
        Assert.Equal("a\n", File.ReadAllText(Name("verified")));
    }

    [Fact]
    public void A_missing_snapshot_fails()
    {
        Assert.ThrowsAny<XunitException>(() => Subject.Verify("b\n"));
        Assert.False(Exists("verified"));
    }

    [Fact]
    public void What_was_received_before_is_removed_once_it_is_equal()
    {
        Write("verified", "a\n");
        Write("received", "b\n");
        Subject.Verify("a\n");
        Assert.False(Exists("received"));
    }

    [Fact]
    public void Accepting_writes_the_snapshot()
    {
        _environment[Snapshot.AcceptVariable] = "1";
        Subject.Verify("b\n");
        Assert.Equal("b\n", File.ReadAllText(Name("verified")));
    }

    [Fact]
    public void Accepting_is_refused_on_a_build_server()
    {
        _environment[Snapshot.AcceptVariable] = "1";
        _environment["CI"] = "true";
        Assert.ThrowsAny<XunitException>(() => Subject.Verify("b\n"));
        Assert.False(Exists("verified"));
    }

    private Snapshot Subject => new(_folder, "subject", name => _environment.GetValueOrDefault(name));

    private string Name(string kind) => Path.Combine(_folder, $"subject.{kind}.txt");

    private bool Exists(string kind) => File.Exists(Name(kind));

    private void Write(string kind, string text) => File.WriteAllText(Name(kind), text);
}
