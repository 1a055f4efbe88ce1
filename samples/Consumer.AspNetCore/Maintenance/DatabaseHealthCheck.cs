using System.Data.Common;
using Consumer.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Consumer.Maintenance;

/// <summary>Whether a delivery could be stored: the check writes, as a delivery does. What it throws makes the service unhealthy.</summary>
internal sealed class DatabaseHealthCheck(BillingDatabase database, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ExecuteAsync(
                "INSERT INTO health (id, checked_at) VALUES (1, @now) ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at",
                cancellationToken,
                ("@now", StoredText.Of(time.GetUtcNow())));
            return HealthCheckResult.Healthy();
        }
        catch (DbException exception) when (BillingDatabase.IsBusy(exception))
        {
            // Busy, and not broken: a load balancer that took the service out would make it worse.
            return HealthCheckResult.Degraded("Others write, and the turn to write did not come.");
        }
    }
}
