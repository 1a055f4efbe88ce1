using System.Reflection;
using Xunit;

namespace Partnero.Contracts.Tests.PublicApi;

/// <summary>A committed text that an output must equal.</summary>
/// <param name="folder">The folder of the snapshot.</param>
/// <param name="name">Its name, without an extension.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class Snapshot(string folder, string name, Func<string, string?> environment)
{
    public const string AcceptVariable = "PARTNERO_ACCEPT_SNAPSHOTS";

    private readonly string _verified = Path.Combine(folder, name + ".verified.txt");
    private readonly string _received = Path.Combine(folder, name + ".received.txt");

    public static Snapshot OfThisProject(string folder, string name)
    {
        var project = typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;
        return new Snapshot(Path.Combine(project, folder), name, Environment.GetEnvironmentVariable);
    }

    /// <summary>Fails where the output differs from the snapshot, and then leaves the output beside it.</summary>
    public void Verify(string output)
    {
        var actual = output.ReplaceLineEndings("\n");
        File.Delete(_received);
        if (File.Exists(_verified) && File.ReadAllText(_verified).ReplaceLineEndings("\n") == actual)
            return;

        if (environment(AcceptVariable) == "1")
        {
            // A build server that accepts what it gets would check nothing.
            Assert.True(string.IsNullOrEmpty(environment("CI")), $"{AcceptVariable} is set on a build server. Accept the snapshot '{name}' on your own machine and commit it.");
            File.WriteAllText(_verified, actual);
            return;
        }

        File.WriteAllText(_received, actual);
        Assert.Fail($"'{name}' differs from its snapshot. Compare {_received} with {_verified}; to accept it, run the tests with {AcceptVariable}=1 and commit the file.");
    }
}
