using System.Globalization;
using System.Net;
using System.Text;
using Partnero.Contracts;
using Xunit;

namespace Consumer.Tests.Hosting;

/// <summary>Plays Partnero: sends signed deliveries whose bodies a test writes itself.</summary>
internal sealed class SignedSender(RunningBilling billing) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>When the first delivery was dispatched, and the service started.</summary>
    public DateTimeOffset Start { get; } = billing.Time.GetUtcNow();

    /// <param name="eventName">The name of the event.</param>
    /// <param name="data">The payload.</param>
    /// <param name="minute">How many minutes after the start it was dispatched.</param>
    public async Task<HttpStatusCode> SendAsync(string eventName, string data, int minute = 0)
    {
        using var response = await SendForResponseAsync(eventName, data, minute);
        return response.StatusCode;
    }

    public Task<HttpResponseMessage> SendForResponseAsync(string eventName, string data, int minute = 0) => PostForResponseAsync(
        $$"""
        {"event":"{{eventName}}","url":"https:\/\/shop.example\/hooks","webhook_key":"wh_1","created_at":"{{Stamp(minute)}}","data":{{data}}}
        """);

    public async Task<HttpStatusCode> PostAsync(string body)
    {
        using var response = await PostForResponseAsync(body);
        return response.StatusCode;
    }

    public async Task<HttpStatusCode> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(billing.Address, path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostForResponseAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(billing.Address, ConsumerApp.WebhookPath)) { Content = content };
        request.Headers.Add(PartneroSignature.HeaderName, PartneroSignature.Compute(bytes, RunningBilling.Secret));
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private string Stamp(int minute) => Start.AddMinutes(minute).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
