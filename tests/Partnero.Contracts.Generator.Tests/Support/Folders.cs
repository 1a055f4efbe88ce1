using System.Reflection;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>Where the sources of these tests are, as the project file told.</summary>
internal static class Folders
{
    public static string Project { get; } = Metadata("ProjectFolder");

    public static string Repository { get; } = Metadata("RepositoryRoot");

    public static string Sources { get; } = Path.Combine(Repository, "src");

    public static string Schemas { get; } = Path.Combine(Repository, "schemas");

    public static string DiagnosticPages { get; } = Path.Combine(Repository, "docs", "diagnostics");

    public static string Payloads { get; } = Path.Combine(Repository, "tests", "Payloads");

    private static string Metadata(string key) => typeof(Folders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
