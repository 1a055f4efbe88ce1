using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>Posts deliveries as Partnero does: signed, and for 5 s.</summary>
internal sealed class PartneroClient : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <returns>The status; null where no answer came.</returns>
    public async Task<int?> PostAsync(Uri address, byte[] body, string secret = RunningBilling.Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Headers.Add(PartneroSignature.HeaderName, PartneroSignature.Compute(body, secret));
        try
        {
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();
}
