using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Consumer.Tests.Hosting;

/// <summary>A balancer that gives each request to the next process: what comes again right after the first comes to another.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly IReadOnlyList<Uri> _targets;
    private readonly WebApplication _app;

    // No connection is kept: one to a process that was killed would be broken.
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false });
    private int _next;

    private Balancer(IReadOnlyList<Uri> targets, WebApplication app) => (_targets, _app) = (targets, app);

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Balancer> StartAsync(IReadOnlyList<Uri> targets, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var balancer = new Balancer(targets, app);
        app.Run(balancer.ForwardAsync);
        await app.StartAsync(cancellationToken);
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var target = _targets[(int)((uint)Interlocked.Increment(ref _next) % (uint)_targets.Count)];
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(target, context.Request.Path + context.Request.QueryString));
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is not "Host" and not "Content-Length" and not "Transfer-Encoding" and not "Connection" && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
        }

        try
        {
            using var response = await _http.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            if (response.Headers.RetryAfter is { } retryAfter)
                context.Response.Headers[HeaderNames.RetryAfter] = retryAfter.ToString();
        }
        catch (HttpRequestException)
        {
            // It is not there, or went away in between: the sender tries again.
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }
}
