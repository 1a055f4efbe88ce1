using Consumer.Maintenance;
using Consumer.Storage;
using Consumer.Webhooks;
using Partnero.Contracts.AspNetCore;

namespace Consumer;

/// <summary>Puts the service together: a small billing service of an affiliate program.</summary>
public static class ConsumerApp
{
    /// <summary>Where Partnero posts to.</summary>
    public const string WebhookPath = "/webhooks/partnero";

    /// <summary>Where a load balancer asks.</summary>
    public const string HealthPath = "/health";

    /// <summary>How many connections are served at once; more are closed, and the sender tries again.</summary>
    public const int MaxConnections = 600;

    /// <summary>Builds the service; nothing listens yet.</summary>
    /// <param name="args">The command line, which overrides what is configured elsewhere.</param>
    /// <param name="configureServices">Adds services, or replaces some, after all of the service's own.</param>
    /// <param name="aroundInbox">Adds interceptors that run around the inbox, and not in its transaction.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configureServices = null, Action<PartneroWebhookBuilder>? aroundInbox = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var connection = builder.Configuration.GetConnectionString("Billing")
            ?? throw new InvalidOperationException("The connection string 'Billing' is not configured.");

        // A connection is an open file, and a process may have 1,024 unless told otherwise. A .NET process that once has none left
        // may fail to load a part of itself, and then answers nothing any more.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentConnections = MaxConnections);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => new BillingDatabase(connection));
        builder.Services.AddScoped<BillingSession>();
        builder.Services.AddScoped<AppliedLog>();
        builder.Services.AddWebhooks(builder.Configuration, aroundInbox);
        builder.Services.AddOverload();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database").AddPartneroInbox();
        configureServices?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseRateLimiter();
        app.MapPartneroWebhook(WebhookPath);
        app.MapHealthChecks(HealthPath);
        app.Services.GetRequiredService<BillingDatabase>().CreateTables();
        return app;
    }
}
