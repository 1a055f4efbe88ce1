using Partnero.Contracts.Testing;
using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Finds the clauses that an option names.</summary>
internal static class ClauseNames
{
    /// <summary>The clauses of <c>--only</c>, of those that there are; null where it was not given.</summary>
    /// <exception cref="UsageException">There is no clause of a name.</exception>
    public static IReadOnlyList<WebhookClause>? Only(IReadOnlyList<string> lists, IReadOnlyList<WebhookClause> clauses) =>
        lists.Count == 0 ? null : [.. lists.SelectMany(list => Names.Split("--only", list)).Select(id => Find("--only", id, clauses)).Distinct()];

    /// <exception cref="UsageException">There is no clause of this name.</exception>
    public static WebhookClause Find(string option, string id, IReadOnlyList<WebhookClause> clauses) =>
        clauses.FirstOrDefault(clause => clause.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"{option} names '{id}', and no clause is called so. The clauses are {string.Join(", ", clauses.Select(clause => clause.Id))}.");
}
