using System.Reflection;

namespace Partnero.Contracts.Testing.Model;

/// <summary>Pages of the project's repository.</summary>
internal static class ProjectPages
{
    /// <summary><c>RepositoryUrl</c> of Directory.Build.props, which the packages name too.</summary>
    private static readonly string Repository = typeof(ProjectPages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryUrl").Value!;

    public static Uri OfClause(string id) => new($"{Repository}/blob/main/docs/clauses/{id}.md");
}
