using System.Diagnostics;
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
    private readonly Channel<Stored> _arrived = Channel.CreateUnbounded<Stored>();
    private readonly MutantBuilder _builder;
    private readonly int _room;
    private int _receiving;

    public QueueFirst(MutantBuilder builder, QueueHabits? habits = null)
    {
        _builder = builder;
        _room = habits?.Room ?? int.MaxValue;
        builder.Services.AddHostedService(services => new Worker(_arrived, services, habits ?? new QueueHabits()));
    }

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(MutantBuilder.Path, (RequestDelegate)ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        try
        {
            await StoreAsync(context, hasRoom: Interlocked.Increment(ref _receiving) <= _room);
        }
        finally
        {
            Interlocked.Decrement(ref _receiving);
        }
    }

    private async Task StoreAsync(HttpContext context, bool hasRoom)
    {
        var body = await Bodies.PeekAsync(context);
        if (!new SignatureVerifier(_builder.Secrets.All).Verify(body, context.Request.Headers["Signature"].ToString()))
        {
            await context.Answer(StatusCodes.Status401Unauthorized);
            return;
        }

        try
        {
            var webhook = new PartneroDispatcher().Read(body);
            if (webhook is UnknownWebhook)
                return;
            if (!hasRoom)
            {
                await context.Answer(StatusCodes.Status202Accepted);
                return;
            }

            var session = context.RequestServices.GetRequiredService<DatabaseSession>();
            await session.BeginAsync(context.RequestAborted);
            var isNew = session.Execute("INSERT INTO queue (identity, body) VALUES ($id, $body) ON CONFLICT DO NOTHING", ("id", webhook.Identity.ToString()), ("body", body)) == 1;
            session.Commit();
            if (isNew)
                _arrived.Writer.TryWrite(Stored.Now(body));
            await context.Answer(StatusCodes.Status202Accepted);
        }
        catch (PayloadException)
        {
            await context.Answer(StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>A body, and when it was stored.</summary>
    private readonly record struct Stored(byte[] Body, long At)
    {
        public static Stored Now(byte[] body) => new(body, Stopwatch.GetTimestamp());
    }

    private sealed class Worker(Channel<Stored> arrived, IServiceProvider services, QueueHabits habits) : BackgroundService
    {
        private readonly PartneroDispatcher _dispatcher = new();

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            if (habits.TakesUpWhatIsLeft)
                TakeUp();
            var looked = 0L;
            await foreach (var (body, at) in arrived.Reader.ReadAllAsync(stoppingToken))
            {
                if (arrived.Reader.Count == 0)
                    await Task.Delay(habits.Pause, stoppingToken);
                if (Stopwatch.GetElapsedTime(at) is var waited && waited < habits.Delay)
                    await Task.Delay(habits.Delay - waited, stoppingToken);
                // What was stored since it looked is left for the next time.
                if (habits.Interval > TimeSpan.Zero && Stopwatch.GetElapsedTime(looked, at) > TimeSpan.Zero)
                {
                    await Task.Delay(habits.Interval, stoppingToken);
                    looked = Stopwatch.GetTimestamp();
                }

                var isDone = await TryAsync(body, stoppingToken);
                while (!isDone && habits.WaitsForTheFirst)
                {
                    await Task.Delay(20, stoppingToken);
                    isDone = await TryAsync(body, stoppingToken);
                }

                // Told to fail: it comes again, after what is waiting.
                if (!isDone && !habits.ForgetsFailures)
                    arrived.Writer.TryWrite(Stored.Now(body));
            }
        }

        /// <summary>What was stored and not applied before the process ended.</summary>
        private void TakeUp()
        {
            using var scope = services.CreateScope();
            foreach (var body in scope.ServiceProvider.GetRequiredService<DatabaseSession>().Texts("SELECT CAST(body AS TEXT) FROM queue WHERE identity NOT IN (SELECT identity FROM inbox)"))
                arrived.Writer.TryWrite(Stored.Now(System.Text.Encoding.UTF8.GetBytes(body)));
        }

        private async Task<bool> TryAsync(byte[] body, CancellationToken stoppingToken)
        {
            await using var scope = services.CreateAsyncScope();
            var webhook = _dispatcher.Read(body);
            try
            {
                await scope.ServiceProvider.GetRequiredService<Inbox>().ApplyOnceAsync(
                    webhook,
                    habits.HasInbox ? webhook.Identity.ToString() : null,
                    async cancellationToken => await _dispatcher.DispatchAsync(webhook, new ScopeHandlers(scope.ServiceProvider), cancellationToken),
                    stoppingToken);
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
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
