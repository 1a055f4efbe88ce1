using Microsoft.Extensions.Diagnostics.HealthChecks;
using Partnero.Contracts.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the state of an inbox to an application's health.</summary>
public static class PartneroInboxHealth
{
    /// <summary>How long the oldest pending delivery may wait, unless another time is given.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Unhealthy where the inbox's database cannot be asked, or where the oldest pending delivery has waited for too long; degraded where deliveries
    /// are parked or could not be read; healthy otherwise. The counts are in its data.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The program's name, where several are registered.</param>
    /// <param name="maxAge">How long a delivery may wait; 5 minutes unless given.</param>
    public static IHealthChecksBuilder AddPartneroInbox(this IHealthChecksBuilder builder, string? name = null, TimeSpan? maxAge = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        name ??= Options.Options.DefaultName;
        return builder.Add(new(
            name.Length == 0 ? "partnero-inbox" : $"partnero-inbox-{name}",
            services => new InboxHealthCheck(services.GetRequiredKeyedService<PartneroInbox>(name), services.GetService<TimeProvider>() ?? TimeProvider.System, maxAge ?? DefaultMaxAge),
            failureStatus: null,
            tags: null));
    }
}

internal sealed class InboxHealthCheck(PartneroInbox inbox, TimeProvider time, TimeSpan maxAge) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        InboxDepth depth;
        try
        {
            depth = await inbox.MeasureAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, "The inbox's database cannot be asked.", exception);
        }

        var data = new Dictionary<string, object> { ["pending"] = depth.Pending, ["parked"] = depth.Parked, ["unreadable"] = depth.Unreadable };
        var age = depth.OldestPending is { } oldest ? time.GetUtcNow() - oldest : TimeSpan.Zero;
        if (age > maxAge)
            return new(context.Registration.FailureStatus, $"The oldest of {depth.Pending} pending deliveries has waited for {age:d\\.hh\\:mm\\:ss}, which is more than {maxAge:d\\.hh\\:mm\\:ss}.", data: data);
        return depth.Parked + depth.Unreadable > 0
            ? HealthCheckResult.Degraded($"{depth.Parked} deliveries are parked, and {depth.Unreadable} could not be read. Release them when the cause is fixed.", data: data)
            : HealthCheckResult.Healthy($"{depth.Pending} deliveries are pending.", data);
    }
}
