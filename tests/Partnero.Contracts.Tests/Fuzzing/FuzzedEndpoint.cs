using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Tests.PartneroWebhooks;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>The endpoint of a consumer that handles each event with a schema, called without a server.</summary>
internal sealed class FuzzedEndpoint : IAsyncDisposable
{
    public const string Secret = "aB3dE5fG7hJ9kL1m";

    private readonly WebApplication _app;
    private readonly RequestDelegate _receive;
    private readonly HandledEvents _handled = new();

    public FuzzedEndpoint()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // It is never started, and is not built without a server.
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore().AddLogging().AddSingleton(_handled);
        var webhooks = builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Secret));
        var handle = typeof(PartneroWebhookBuilder).GetMethod(nameof(PartneroWebhookBuilder.Handle))!;
        foreach (var record in typeof(PartneroDispatcher).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PartneroWebhook)) && !type.IsAbstract))
            handle.MakeGenericMethod(record, typeof(CountingHandler<>).MakeGenericType(record)).Invoke(webhooks, null);
        _app = builder.Build();
        _app.MapPartneroWebhook("/webhooks/partnero");
        _receive = ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).Single().RequestDelegate!;
    }

    /// <summary>Posts a body.</summary>
    /// <returns>The status, and how many handlers ran.</returns>
    public async Task<(int Status, int Handled)> PostAsync(byte[] body, string? signature)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (context.Request.Method, context.Request.Body, context.Request.ContentLength) = (HttpMethods.Post, new MemoryStream(body), body.Length);
        if (signature is not null)
            context.Request.Headers[PartneroSignature.HeaderName] = signature;
        var before = _handled.Count;
        await _receive(context);
        return (context.Response.StatusCode, _handled.Count - before);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class HandledEvents
    {
        public int Count { get; set; }
    }

    private sealed class CountingHandler<TWebhook>(HandledEvents handled) : IWebhookHandler<TWebhook>
        where TWebhook : PartneroWebhook
    {
        public ValueTask HandleAsync(TWebhook webhook, CancellationToken cancellationToken)
        {
            handled.Count++;
            return default;
        }
    }
}
