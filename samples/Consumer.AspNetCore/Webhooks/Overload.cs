using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Consumer.Webhooks;

/// <summary>How many deliveries the service takes at once. Each holds its body in memory until its turn to write comes, for up to 4 seconds.</summary>
internal static class Overload
{
    /// <summary>More are answered with 503 at once, and the sender tries again.</summary>
    public const int MaxDeliveries = 500;

    private static readonly TimeSpan ComeAgainAfter = TimeSpan.FromMinutes(1);

    public static void AddOverload(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = ComeAgainAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(context => context.Request.Path == ConsumerApp.WebhookPath
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions { PermitLimit = MaxDeliveries })
            : RateLimitPartition.GetNoLimiter(false));
    });
}
