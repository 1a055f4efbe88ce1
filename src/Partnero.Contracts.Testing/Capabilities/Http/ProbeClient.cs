using System.Net;
using System.Net.Sockets;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Asks a consumer's probes. What they answer is bounded, in bytes and in time.</summary>
internal sealed class ProbeClient : IDisposable
{
    /// <summary>Of an answer's body. A count has some bytes, and a thousand effects with fields a few hundred thousand.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>How long a probe that was there may be down: a consumer that is started again takes its probes with it.</summary>
    private static readonly TimeSpan Return = TimeSpan.FromSeconds(10);

    private readonly AskingAgain _again = new();
    private readonly HttpClient _http;
    private readonly TimeSpan _within;

    /// <param name="within">From the request to the end of the answer's body.</param>
    /// <param name="acceptAnyCertificate">Whether a probe's certificate need not be trusted.</param>
    public ProbeClient(TimeSpan within, bool acceptAnyCertificate)
    {
        _within = within;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = UntrustedCertificateException.Checks(acceptAnyCertificate),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <param name="probe">The probe.</param>
    /// <param name="method">The method.</param>
    /// <param name="address">The address with its places filled.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="mayBeMissing">Whether 404 and 410 are answers: there is nothing of what it was asked for.</param>
    /// <param name="isRepeatable">Whether nothing is lost where it is asked twice: a restart, which ends the process that is asked, is not.</param>
    /// <param name="content">Makes what is sent with the question; null where nothing is.</param>
    /// <exception cref="ProbeException">The probe does not answer as it must; the message says how.</exception>
    public Task<ProbeAnswer> SendAsync(ProbeTemplate probe, HttpMethod method, Uri address, CancellationToken cancellationToken, bool mayBeMissing = false, bool isRepeatable = true, Func<HttpContent>? content = null) =>
        _again.RunAsync(() => SendOnceAsync(probe, method, address, mayBeMissing, isRepeatable, content?.Invoke(), cancellationToken), cancellationToken);

    private async Task<ProbeAnswer> SendOnceAsync(ProbeTemplate probe, HttpMethod method, Uri address, bool mayBeMissing, bool isRepeatable, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Authorize();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_within);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            if (mayBeMissing && response.StatusCode is (HttpStatusCode.NotFound or HttpStatusCode.Gone))
                return new ProbeAnswer([], null) { IsNotFound = true };
            if (!response.IsSuccessStatusCode)
                throw new ProbeException($"{probe} answered {(int)response.StatusCode} to {Words(request)}. It must answer with a 2xx.") { AskAgainFor = AfterError(response.StatusCode, method) };
            var body = await ReadAsync(response.Content, deadline.Token).ConfigureAwait(false)
                ?? throw new ProbeException($"{probe} answered {Words(request)} with more than {MaxBytes / 1024 / 1024} MiB, which is not read to its end. Have it answer with what it was asked for alone.");
            return new ProbeAnswer(body, response.Content.Headers.ContentType?.CharSet?.Trim('"'));
        }
        catch (Exception exception) when (UntrustedCertificateException.In(exception) is { } untrusted)
        {
            throw new ProbeException($"{probe} does not answer: {untrusted.Message} {UntrustedCertificateException.Advice} Or accept any certificate (HttpProbes.AcceptAnyCertificate).", exception);
        }
        catch (HttpRequestException exception)
        {
            // A request that was never taken can be sent again, and one too that may have been: a process that ends breaks it off, and what was set in it is gone.
            var isNobody = exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            var isBrokenOff = exception.HttpRequestError == HttpRequestError.ResponseEnded || exception.InnerException is IOException or SocketException { SocketErrorCode: SocketError.ConnectionReset };
            throw new ProbeException($"{probe} does not answer: {NoAnswer.Describe(exception)}.", exception) { AskAgainFor = isNobody || (isBrokenOff && isRepeatable) ? Return : default };
        }
        catch (IOException exception)
        {
            throw new ProbeException($"{probe} broke its answer to {Words(request)} off before its end. It must answer with a whole body.", exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProbeException($"{probe} gave no whole answer within {_within.TotalSeconds:0.#} s to {Words(request)}.");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A 503 did nothing. Any other error may have, unless it is a question that met it.</summary>
    private static TimeSpan AfterError(HttpStatusCode status, HttpMethod method) => status switch
    {
        HttpStatusCode.ServiceUnavailable => Return,
        >= HttpStatusCode.InternalServerError when method == HttpMethod.Get => ProbeException.Trouble,
        _ => default,
    };

    /// <returns>Null where there is more of it than is read.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            if (body.Length + read > MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static string Words(HttpRequestMessage request) => $"{request.Method} {MaskedAddress.Of(request.RequestUri!)}";
}
