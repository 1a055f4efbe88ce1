using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Shapes that PHP gives to JSON.</summary>
internal static class PhpClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "PHP-01",
            Title = "accepts [] for an empty map",
            Why = "PHP cannot tell an empty map from an empty list and writes both as []; a consumer that insists on an object loses every entity without metadata.",
            Source = "PHP's json_encode; the REST reference shows custom_fields as [] for a partner and {} for a customer.",
            Check = CheckEmptyMapsAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckEmptyMapsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        foreach (var name in run.Control.Accepted)
        {
            foreach (var field in PayloadShapes.MapFields(name))
            {
                var delivery = await run.PrepareAsync(name, cancellationToken, data => data.With(field, PhpArray.Empty)).ConfigureAwait(false);
                deliveries.Add(delivery with { Fault = $"valid and signed, with [] for an empty {field}" });
            }
        }

        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts carries a map.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }
}
