using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.Benchmarks.PartneroWebhooks;

namespace Partnero.Contracts.Benchmarks;

/// <summary>One server with two endpoints: <c>MapPartneroWebhook</c> with a handler that does nothing, and one that reads the body and answers 200.</summary>
internal sealed class KestrelServer : IAsyncDisposable
{
    public const string WebhookPath = "/webhooks/partnero";
    public const string BarePath = "/bare";

    private readonly WebApplication _application;

    private KestrelServer(WebApplication application) => _application = application;

    public IPEndPoint Address
    {
        get
        {
            var address = new Uri(_application.Urls.Single());
            return new IPEndPoint(IPAddress.Parse(address.Host), address.Port);
        }
    }

    public static async Task<KestrelServer> StartAsync(string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(secret)).Handle<TransactionCreated, NoWork>();
        var application = builder.Build();
        application.MapPartneroWebhook(WebhookPath);
        RequestDelegate answer = AnswerAsync;
        application.MapPost(BarePath, answer);
        await application.StartAsync();
        return new KestrelServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                break;
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private sealed class NoWork : ITransactionCreatedHandler
    {
        public ValueTask HandleAsync(TransactionCreated webhook, CancellationToken cancellationToken) => default;
    }
}
