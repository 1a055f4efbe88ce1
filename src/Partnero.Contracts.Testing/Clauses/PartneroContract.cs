using Partnero.Contracts.Testing.Clauses;
using Partnero.Contracts.Testing.Model;

namespace Partnero.Contracts.Testing;

/// <summary>The contract: all clauses, in the order in which they are checked.</summary>
public static class PartneroContract
{
    /// <summary>The clauses.</summary>
    public static IReadOnlyList<WebhookClause> Clauses { get; } =
    [
        .. BodyClauses.All,
        .. UsualValueClauses.All,
        .. StatusClauses.All,
        .. EffectClauses.All,
        .. RecordingClauses.All,
        .. SignatureClauses.All,
        .. WayInClauses.All,
        .. PhpClauses.All,
        .. IdempotencyClauses.All,
        .. LookalikeClauses.All,
        .. HistoryClauses.All,
        .. RetryClauses.All,
        .. RecoveryClauses.All,
        .. OrderClauses.All,
        .. StateClauses.All,
        .. RobustnessClauses.All,
        .. TransportClauses.All,
    ];

    /// <summary>The clause that a token was printed for: verified against a consumer, it sends the same bytes again.</summary>
    /// <remarks>The consumer must not have seen them before: to one that remembers them, they are duplicates.</remarks>
    /// <exception cref="FormatException">It is no token of a clause; the message says what it is.</exception>
    public static WebhookClause Replay(string token) => WebhookClause.OfToken(token, Clauses);

    /// <summary>The clause of an id.</summary>
    /// <exception cref="ArgumentException">No clause has this id; the message names those that there are.</exception>
    public static WebhookClause Find(string id) => ClauseSource.Find(Clauses, id);
}
