using System.Runtime.CompilerServices;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>Compares texts with the files that were accepted for a test.</summary>
/// <remarks>
/// The names follow Verify.SourceGenerators, so that it can take over: <c>Class.Method#Hint.verified.cs</c> is committed,
/// <c>Class.Method#Hint.received.cs</c> is what came instead.
/// </remarks>
internal sealed class SnapshotFolder(string folder, bool isAccepting, bool isCi)
{
    public const string AcceptVariable = "PARTNERO_ACCEPT_SNAPSHOTS";

    private const string Verified = ".verified.cs";
    private const string Received = ".received.cs";

    /// <summary>The folder of a test class's own snapshots.</summary>
    public static SnapshotFolder Of(Type testClass)
    {
        var stage = testClass.Namespace![(typeof(SnapshotFolder).Namespace!.LastIndexOf('.') + 1)..];
        return new SnapshotFolder(
            Path.Combine(Folders.Project, stage.Replace('.', Path.DirectorySeparatorChar), "Snapshots"),
            Environment.GetEnvironmentVariable(AcceptVariable) == "1",
            !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")));
    }

    /// <summary>Fails with all that is missing, differs or is stale.</summary>
    public void Verify(Type testClass, IReadOnlyDictionary<string, string> actual, [CallerMemberName] string method = "")
    {
        if (isAccepting && isCi)
            Assert.Fail($"{AcceptVariable} is set on a build server: snapshots are accepted by people.");

        Directory.CreateDirectory(folder);
        var prefix = $"{testClass.Name}.{method}#";
        var differences = actual.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Compare(prefix + Path.GetFileNameWithoutExtension(pair.Key), pair.Value))
            .Concat(Stale(prefix, actual))
            .OfType<string>()
            .ToList();
        if (differences.Count > 0)
            Assert.Fail($"{string.Join('\n', differences)}\nLook at the .received.cs files; if they are right, run the tests with {AcceptVariable}=1.");
    }

    /// <summary>The accepted texts of a test, by file name.</summary>
    public IReadOnlyDictionary<string, string> Read(Type testClass, string method) => Files($"{testClass.Name}.{method}#", Verified)
        .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private string? Compare(string name, string text)
    {
        var verified = Path.Combine(folder, name + Verified);
        var received = Path.Combine(folder, name + Received);
        File.Delete(received);
        var exists = File.Exists(verified);
        if (exists && File.ReadAllText(verified) == text)
            return null;
        File.WriteAllText(isAccepting ? verified : received, text);
        return isAccepting ? null : $"{(exists ? "differs" : "missing")}: {name}";
    }

    private IEnumerable<string?> Stale(string prefix, IReadOnlyDictionary<string, string> actual)
    {
        var wanted = actual.Keys.Select(hint => prefix + Path.GetFileNameWithoutExtension(hint)).ToHashSet();
        foreach (var file in Files(prefix, Verified).Concat(Files(prefix, Received)))
        {
            var name = Path.GetFileName(file)[..^Verified.Length];
            if (wanted.Contains(name))
                continue;
            if (isAccepting || file.EndsWith(Received, StringComparison.Ordinal))
                File.Delete(file);
            else
                yield return $"stale: {name}";
        }
    }

    private string[] Files(string prefix, string ending) => Directory.GetFiles(folder, $"{prefix}*{ending}");
}
