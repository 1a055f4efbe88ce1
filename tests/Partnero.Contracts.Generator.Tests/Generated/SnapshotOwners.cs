using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

public sealed class SnapshotOwners
{
    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        var tests = typeof(SnapshotOwners).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet();

        // A snapshot of a test that was renamed would never be found stale by the test itself.
        Assert.All(
            Directory.GetFiles(Folders.Project, "*.verified.cs", SearchOption.AllDirectories),
            file => Assert.Contains(Path.GetFileName(file).Split('#')[0], tests));
    }
}
