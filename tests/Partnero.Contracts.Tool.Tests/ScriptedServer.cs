using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>A server on a loopback port that answers as a test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static Task<ScriptedServer> StartAsync(Action<HttpContext> answer) => StartAsync(context =>
    {
        answer(context);
        return Task.CompletedTask;
    });

    public static Task<ScriptedServer> StartAsync(RequestDelegate answer) => StartAsync(answer, builder => builder.UseUrls("http://127.0.0.1:0"));

    /// <summary>Over TLS, with a certificate that no machine trusts.</summary>
    public static Task<ScriptedServer> StartTlsAsync(RequestDelegate answer) => StartAsync(
        answer, builder => builder.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(SelfSignedCertificate.OfLoopback()))));

    private static async Task<ScriptedServer> StartAsync(RequestDelegate answer, Action<IWebHostBuilder> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        configure(builder.WebHost);
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new ScriptedServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
