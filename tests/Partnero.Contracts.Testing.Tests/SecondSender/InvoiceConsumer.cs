using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Tests.Support;

namespace Partnero.Contracts.Testing.Tests.SecondSender;

/// <summary>A consumer of the other sender: sound, or with one defect.</summary>
internal sealed class InvoiceConsumer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _inbox = new();
    private readonly ConcurrentDictionary<(string Event, string Entity), int> _effects = new();
    private readonly ConcurrentDictionary<(string Event, string Entity), int> _failures = new();
    private readonly InvoiceDefect _defect;
    private ScriptedConsumer _listener = null!;

    private InvoiceConsumer(InvoiceDefect defect) => _defect = defect;

    public WebhookConsumer Seen => new(_listener.Address, StandardWebhooks.Secret)
    {
        Sender = StandardWebhooks.Sheet,
        Schemas = StandardWebhooks.Schemas,
        EffectTimeout = TimeSpan.FromSeconds(1),
        Effects = (name, id, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([.. Enumerable.Repeat(new WebhookEffect(), _effects.GetValueOrDefault((name, id)))]),
        FailFor = (name, id, times, _, _) =>
        {
            _failures[(name, id)] = times;
            return Task.CompletedTask;
        },
        FailsAtEveryPoint = false,
    };

    public static async Task<InvoiceConsumer> StartAsync(InvoiceDefect defect)
    {
        var consumer = new InvoiceConsumer(defect);
        consumer._listener = await ScriptedConsumer.StartAsync(consumer.AnswerAsync);
        return consumer;
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (_defect != InvoiceDefect.DoesNotVerify && !StandardWebhooks.IsSigned(name => context.Request.Headers[name].ToString(), body.ToArray()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.StatusCode = Apply(context.Request.Headers["webhook-id"].ToString(), body.ToArray());
    }

    private int Apply(string id, byte[] body)
    {
        (string Event, string Entity) key;
        try
        {
            using var json = JsonDocument.Parse(body);
            key = (json.RootElement.GetProperty("type").GetString()!, json.RootElement.GetProperty("data").GetProperty("id").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return StatusCodes.Status400BadRequest;
        }

        if (key.Event is not ("invoice.created" or "invoice.paid"))
            return StatusCodes.Status204NoContent;
        if (_defect == InvoiceDefect.MarksFirst && !_inbox.TryAdd(id, true))
            return StatusCodes.Status200OK;
        if (_failures.AddOrUpdate(key, -1, (_, left) => left - 1) >= 0)
            return StatusCodes.Status500InternalServerError;
        if (_defect == InvoiceDefect.None && !_inbox.TryAdd(id, true))
            return StatusCodes.Status200OK;
        _effects.AddOrUpdate(key, 1, (_, count) => count + 1);
        return StatusCodes.Status200OK;
    }
}

internal enum InvoiceDefect
{
    None,
    DoesNotVerify,
    AppliesTwice,
    MarksFirst,
}
