using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Tests.Support;

/// <summary>
/// A sound consumer that a failure brings down: its port is closed and every connection is broken off, at once or once it has answered.
/// Something starts it again, or nothing does. What it has stored stays.
/// </summary>
internal sealed class CrashingConsumer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _inbox = new();
    private readonly ConcurrentDictionary<(string Event, string Entity), int> _effects = new();
    private readonly ConcurrentDictionary<(string Event, string Entity), int> _failures = new();
    private readonly TimeSpan? _backAfter;
    private readonly Func<byte[], bool> _isPoison;
    private WebApplication _app = null!;
    private Task _restart = Task.CompletedTask;
    private int _port;
    private int _down;

    private CrashingConsumer(TimeSpan? backAfter, Func<byte[], bool>? isPoison)
    {
        _backAfter = backAfter;
        _isPoison = isPoison ?? (_ => false);
    }

    /// <summary>Whether it answers 500 before it goes down, as a handler of last resort that ends the process does.</summary>
    public bool AnswersFirst { get; init; }

    /// <summary>How often it went down.</summary>
    public int Crashes { get; private set; }

    public WebhookConsumer Consumer => new(new Uri($"http://127.0.0.1:{_port}/hook"), ScriptedConsumer.Secret)
    {
        Handles = ["partner.created", "partner.updated"],
        EffectTimeout = TimeSpan.FromMilliseconds(500),
        RetryLimits = RetryLimits.Default with { Return = TimeSpan.FromSeconds(_backAfter is null ? 1 : 30) },
        Effects = (name, id, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([.. Enumerable.Repeat(new WebhookEffect(), _effects.GetValueOrDefault((name, id)))]),
        FailFor = (name, id, times, _, _) =>
        {
            _failures[(name, id)] = times;
            return Task.CompletedTask;
        },
        FailsAtEveryPoint = false,
    };

    /// <param name="backAfter">When it is started again; never where it is null.</param>
    /// <param name="isPoison">Which signed bodies bring it down, beside those that are asked to fail.</param>
    /// <param name="answersFirst">Whether it answers 500 before it goes down.</param>
    public static async Task<CrashingConsumer> StartAsync(TimeSpan? backAfter, Func<byte[], bool>? isPoison = null, bool answersFirst = false)
    {
        var consumer = new CrashingConsumer(backAfter, isPoison) { AnswersFirst = answersFirst };
        await consumer.ListenAsync();
        return consumer;
    }

    public async ValueTask DisposeAsync()
    {
        await _restart;
        await _app.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}").UseShutdownTimeout(TimeSpan.Zero);
        _app = builder.Build();
        _app.Run(ReceiveAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.First()).Port;
        _down = 0;
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (_down == 1)
        {
            // The process is ending.
            context.Abort();
            return;
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (!new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (_isPoison(body.ToArray()) || !TryApply(body.ToArray(), context))
            Crash(context);
    }

    /// <returns>Whether the attempt was not one of those that are to fail.</returns>
    private bool TryApply(byte[] body, HttpContext context)
    {
        (string Event, string Entity, string CreatedAt) read;
        try
        {
            read = LedgerConsumer.Read(body);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or KeyNotFoundException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return true;
        }

        if (_failures.AddOrUpdate((read.Event, read.Entity), -1, (_, left) => left - 1) >= 0)
            return false;
        if (_inbox.TryAdd(Convert.ToHexString(SHA256.HashData(body)), true))
            _effects.AddOrUpdate((read.Event, read.Entity), 1, (_, count) => count + 1);
        return true;
    }

    private void Crash(HttpContext context)
    {
        if (Interlocked.Exchange(ref _down, 1) == 0)
        {
            Crashes++;
            var app = _app;
            _restart = Task.Run(async () =>
            {
                if (AnswersFirst)
                    await Task.Delay(TimeSpan.FromMilliseconds(100));
                await app.DisposeAsync();
                if (_backAfter is not { } pause)
                    return;
                await Task.Delay(pause);
                await ListenAsync();
            });
        }

        if (AnswersFirst)
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        else
            context.Abort();
    }
}
