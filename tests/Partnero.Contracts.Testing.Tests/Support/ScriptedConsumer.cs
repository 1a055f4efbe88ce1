using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Testing.Tests.Support;

/// <summary>A consumer on a loopback port that answers as a test says.</summary>
internal sealed class ScriptedConsumer : IAsyncDisposable
{
    public const string Secret = "s3cretOfTheTests";

    private readonly WebApplication _app;

    private ScriptedConsumer(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.First()), "/hook");

    public static async Task<ScriptedConsumer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new ScriptedConsumer(app);
    }

    /// <summary>Answers with a status, by whether the signature is right.</summary>
    public static Task<ScriptedConsumer> StartAsync(int whenSigned, int whenNot) => StartAsync(async context =>
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var isSigned = new SignatureVerifier([Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString());
        context.Response.StatusCode = isSigned ? whenSigned : whenNot;
    });

    public WebhookConsumer Seen(string secret = Secret) => new(Address, secret);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
