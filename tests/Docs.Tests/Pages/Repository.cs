using System.Reflection;

namespace Docs.Tests.Pages;

/// <summary>Where this repository is, and how it was built.</summary>
internal static class Repository
{
    public static string Root { get; } = Read("RepositoryRoot");

    public static string Configuration { get; } = Read("Configuration");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Read(string name) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!;
}
