using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.FourWays.Tests.Ways;

/// <summary>What a consumer lets the contract see and do, over HTTP on a loopback port, as the guide to <c>check</c> describes it.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebhookConsumer _consumer;
    private readonly WebApplication _app;

    private ProbeServer(WebhookConsumer consumer, WebApplication app)
    {
        _consumer = consumer;
        _app = app;
    }

    /// <summary>The consumer as <c>check</c> is told of it. It has no option for how long an answer may take.</summary>
    public IReadOnlyList<string> Arguments
    {
        get
        {
            var address = _app.Urls.First();
            return
            [
                _consumer.Address.ToString(),
                "--effects-url", $"{address}/effects?event={{event}}&id={{id}}",
                "--state-url", $"{address}/state?entity={{entity}}&id={{id}}",
                "--fail-url", $"{address}/fail?event={{event}}&id={{id}}&times={{times}}&point={{point}}",
                "--clock-url", $"{address}/clock?seconds={{seconds}}",
                "--restart-url", $"{address}/restart",
                "--replica-url", _consumer.Replica!.ToString(),
                "--secrets-url", $"{address}/secrets",
                "--effect-timeout", _consumer.EffectTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                .. _consumer.Handles is { } events ? ["--events", string.Join(',', events)] : Array.Empty<string>(),
            ];
        }
    }

    public static async Task<ProbeServer> StartAsync(WebhookConsumer consumer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/effects", async (HttpContext context, string @event, string id) =>
            (await consumer.Effects!(@event, id, context.RequestAborted)).Select(effect => effect.Fields));
        app.MapGet("/state", async (HttpContext context, string entity, string id) => await consumer.State!(entity, id, context.RequestAborted));
        app.MapPost("/fail", (HttpContext context, string @event, string id, int times, string point) =>
            consumer.FailFor!(@event, id, times, Point(point), context.RequestAborted));
        app.MapPost("/clock", (HttpContext context, double seconds) => consumer.Clock!.AdvanceAsync(TimeSpan.FromSeconds(seconds), context.RequestAborted));
        app.MapPost("/secrets", (HttpContext context, string[] secrets) => consumer.SetSecrets!(secrets, context.RequestAborted));
        app.MapPost("/restart", async (HttpContext context) =>
        {
            await consumer.Restart!(context.RequestAborted);
            return new { restarted = true };
        });
        await app.StartAsync();
        return new ProbeServer(consumer, app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static FailurePoint Point(string name) => name switch
    {
        "before-effect" => FailurePoint.BeforeEffect,
        "before-commit" => FailurePoint.BeforeCommit,
        "after-commit" => FailurePoint.AfterCommit,
        _ => throw new ArgumentException($"'{name}' is no point of failure.", nameof(name)),
    };
}
