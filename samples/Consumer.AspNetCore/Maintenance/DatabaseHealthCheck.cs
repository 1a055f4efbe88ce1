using Consumer.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Maintenance;

/// <summary>Whether a delivery could be stored: the check writes, as a delivery does. What it throws makes the service unhealthy.</summary>
internal sealed class DatabaseHealthCheck(BillingDatabase database, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var session = new BillingSession(database);
        try
        {
            using var transaction = await session.BeginAsync(cancellationToken);
            session.Scalar("SELECT 1 FROM inbox LIMIT 1");
            session.Execute(
                "INSERT INTO health (id, checked_at) VALUES (1, $now) ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at",
                ("now", StoredText.Of(time.GetUtcNow())));
            transaction.Commit();
            return HealthCheckResult.Healthy();
        }
        catch (RetryLaterException exception)
        {
            // Busy, and not broken: a load balancer that took the service out would make it worse.
            return HealthCheckResult.Degraded(exception.Message);
        }
    }
}
