using Consumer.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Consumer.Maintenance;

/// <summary>Whether the database answers. What it throws makes the service unhealthy.</summary>
internal sealed class DatabaseHealthCheck(BillingDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var session = new BillingSession(database);
        session.Scalar("SELECT 1 FROM inbox LIMIT 1");
        return Task.FromResult(HealthCheckResult.Healthy());
    }
}
