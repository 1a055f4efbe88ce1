using Partnero.Contracts.Testing.Clauses;

namespace Partnero.Contracts.Testing;

/// <summary>The contract: all clauses, in the order in which they are checked.</summary>
public static class PartneroContract
{
    /// <summary>The clauses.</summary>
    public static IReadOnlyList<WebhookClause> Clauses { get; } =
    [
        .. BodyClauses.All,
        .. StatusClauses.All,
        .. SignatureClauses.All,
        .. PhpClauses.All,
        .. IdempotencyClauses.All,
        .. RetryClauses.All,
        .. OrderClauses.All,
        .. RobustnessClauses.All,
    ];

    /// <summary>The clause of an id.</summary>
    /// <exception cref="ArgumentException">No clause has this id; the message names those that there are.</exception>
    public static WebhookClause Find(string id) =>
        Clauses.FirstOrDefault(clause => clause.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"No clause is called '{id}'. The clauses are {string.Join(", ", Clauses.Select(clause => clause.Id))}.", nameof(id));
}
