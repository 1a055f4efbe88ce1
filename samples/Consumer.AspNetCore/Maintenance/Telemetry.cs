using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Consumer.Maintenance;

/// <summary>Traces and metrics, printed where <c>Telemetry:Console</c> is true. For a collector, put <c>AddOtlpExporter</c> in the place of the console's.</summary>
internal static class Telemetry
{
    /// <summary>The name of the library's activity source and meter.</summary>
    private const string Webhooks = "Partnero.Contracts";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>("Telemetry:Console"))
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("billing", autoGenerateServiceInstanceId: false))
            .WithTracing(traces => traces
                .AddSource(Webhooks)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => context.Request.Path == ConsumerApp.WebhookPath)
                .AddConsoleExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Webhooks)
                .AddConsoleExporter((_, reader) => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)Interval.TotalMilliseconds));
    }
}
