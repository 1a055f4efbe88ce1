using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.Testing;
using Xunit;

namespace ContractSuite;

/// <summary>An application that fails for every delivery.</summary>
public sealed class LoggingApp : IAsyncLifetime
{
    private readonly ApplicationLog _log = new();
    private WebApplication? _app;

    public WebhookConsumer Consumer => new(new Uri(new Uri(_app!.Urls.First()), "/hook"), "s3cretOfTheSuite") { Log = _log };

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(_log);
        _app = builder.Build();
        _app.Run(_ => throw new InvalidOperationException("the ledger is locked"));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}
