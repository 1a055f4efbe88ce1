using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.Defects;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Unusuals;

/// <summary>Verifies, stores, answers 202; a worker applies what is stored, and tries again what fails.</summary>
internal sealed class QueueFirst
{
    private readonly Channel<byte[]> _arrived = Channel.CreateUnbounded<byte[]>();
    private readonly MutantBuilder _builder;

    public QueueFirst(MutantBuilder builder)
    {
        _builder = builder;
        builder.Services.AddHostedService(services => new Worker(_arrived, services));
    }

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(MutantBuilder.Path, (RequestDelegate)ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await Bodies.PeekAsync(context);
        if (!new SignatureVerifier([_builder.Secret]).Verify(body, context.Request.Headers["Signature"].ToString()))
        {
            await context.Answer(StatusCodes.Status401Unauthorized);
            return;
        }

        try
        {
            var webhook = new PartneroDispatcher().Read(body);
            if (webhook is UnknownWebhook)
                return;
            var session = context.RequestServices.GetRequiredService<DatabaseSession>();
            await session.BeginAsync(context.RequestAborted);
            var isNew = session.Execute("INSERT INTO queue (identity, body) VALUES ($id, $body) ON CONFLICT DO NOTHING", ("id", webhook.Identity.ToString()), ("body", body)) == 1;
            session.Commit();
            if (isNew)
                _arrived.Writer.TryWrite(body);
            await context.Answer(StatusCodes.Status202Accepted);
        }
        catch (PayloadException)
        {
            await context.Answer(StatusCodes.Status400BadRequest);
        }
    }

    private sealed class Worker(Channel<byte[]> arrived, IServiceProvider services) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var dispatcher = new PartneroDispatcher();
            await foreach (var body in arrived.Reader.ReadAllAsync(stoppingToken))
            {
                await using var scope = services.CreateAsyncScope();
                var webhook = dispatcher.Read(body);
                var inbox = scope.ServiceProvider.GetRequiredService<Inbox>();
                try
                {
                    await inbox.InvokeAsync(
                        webhook,
                        async cancellationToken => await dispatcher.DispatchAsync(webhook, new ScopeHandlers(scope.ServiceProvider), cancellationToken),
                        stoppingToken);
                }
                catch (InvalidOperationException)
                {
                    // Told to fail: it comes again, after what is waiting.
                    arrived.Writer.TryWrite(body);
                }
            }
        }
    }

    private sealed class ScopeHandlers(IServiceProvider services) : IWebhookHandlers
    {
        public async ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
            where TWebhook : PartneroWebhook
        {
            if (services.GetKeyedService<IWebhookHandler<TWebhook>>("") is not { } handler)
                return false;
            await handler.HandleAsync(webhook, cancellationToken);
            return true;
        }
    }
}
