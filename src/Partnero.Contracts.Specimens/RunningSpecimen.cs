using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.Specimens.Billing;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Specimens;

/// <summary>A specimen that listens on a free port of the loopback address, with its database in a folder of its own that goes with it.</summary>
public sealed class RunningSpecimen : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private RunningSpecimen(WebApplication app, DirectoryInfo folder, string secret)
    {
        _app = app;
        _folder = folder;
        var ledger = app.Services.GetRequiredService<Ledger>();
        Consumer = new WebhookConsumer(new Uri(new Uri(app.Urls.First()), SpecimenBuilder.Path), secret) { Effects = ledger.FindAsync };
    }

    /// <summary>The specimen as the contract sees it.</summary>
    public WebhookConsumer Consumer { get; }

    /// <summary>Starts a specimen.</summary>
    public static async Task<RunningSpecimen> StartAsync(Specimen specimen, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        const string secret = "Q7f2KxW9mLp3TzRb";
        var folder = Directory.CreateTempSubdirectory("partnero-specimen-");
        try
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSingleton(new BillingDatabase(System.IO.Path.Combine(folder.FullName, "billing.db")));
            builder.Services.AddSingleton<Ledger>();
            builder.Services.AddScoped<BillingSession>();
            var parts = new SpecimenBuilder(builder.Services, secret);
            specimen.Build(parts);

            var app = builder.Build();
            app.Services.GetRequiredService<BillingDatabase>().Create();
            parts.ApplyTo(app);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new RunningSpecimen(app, folder, secret);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Stops the specimen and removes its database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
    }
}
