using Partnero.Contracts.Testing.Clauses;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing;

/// <summary>The contract: all clauses, in the order in which they are checked; how one is verified, and how a delivery is sent.</summary>
public static class PartneroContract
{
    /// <summary>The clauses.</summary>
    public static IReadOnlyList<WebhookClause> Clauses { get; } =
    [
        .. BodyClauses.All,
        .. UsualValueClauses.All,
        .. DateClauses.All,
        .. StatusClauses.All,
        .. EffectClauses.All,
        .. RecordingClauses.All,
        .. SignatureClauses.All,
        .. WayInClauses.All,
        .. PhpClauses.All,
        .. IdempotencyClauses.All,
        .. LookalikeClauses.All,
        .. LateDuplicateClauses.All,
        .. CalendarClauses.All,
        .. RetryClauses.All,
        .. RecoveryClauses.All,
        .. CutOffClauses.All,
        .. ScaleClauses.All,
        .. RotationClauses.All,
        .. OrderClauses.All,
        .. StateClauses.All,
        .. RobustnessClauses.All,
        .. TransportClauses.All,
        .. FetchClauses.All,
        .. LentFieldClauses.All,
        .. HistoryClauses.All,
    ];

    /// <summary>The clause that a token was printed for: verified against a consumer, it sends the same bytes again.</summary>
    /// <remarks>The consumer must not have seen them before: to one that remembers them, they are duplicates.</remarks>
    /// <exception cref="FormatException">It is no token of a clause; the message says what it is.</exception>
    public static WebhookClause Replay(string token) => WebhookClause.OfToken(token, Clauses);

    /// <summary>The clause of an id.</summary>
    /// <exception cref="ArgumentException">No clause has this id; the message names those that there are.</exception>
    public static WebhookClause Find(string id) => ClauseSource.Find(Clauses, id);

    /// <summary>Checks a consumer against one clause, as a case of a test framework does.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="consumer">The consumer. Hold it where its process is held: what its first deliveries show is found out once for each such object.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="ContractException">
    /// The consumer breaks the clause: the message says how, and how to see it again. Or it did not give what the clause needs, or is excused from it:
    /// a test framework may skip the case (<see cref="ContractException.MaySkip"/>). Or nothing can be said of the consumer: it could not be reached,
    /// a probe fails, or the clause could not be exercised and others build on it. That is no reason to skip.
    /// </exception>
    public static Task VerifyAsync(this WebhookClause clause, WebhookConsumer consumer, CancellationToken cancellationToken = default) =>
        ClauseVerification.VerifyAsync(clause, consumer, cancellationToken);

    /// <summary>The request that carries a delivery, for an <see cref="HttpClient"/> of your own. It should not follow redirects: then a login page looks like a success. A user and password of the address are sent as Basic authorization.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="address">Where it goes.</param>
    public static HttpRequestMessage ToRequest(this WebhookDelivery delivery, Uri address)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.ToRequest(address, new ByteArrayContent(delivery.Body.ToArray()));
    }
}
