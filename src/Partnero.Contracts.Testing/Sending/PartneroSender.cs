using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Partnero.Contracts.Testing.Facts;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>Posts deliveries as Partnero does: waits a while, and follows no redirect.</summary>
internal sealed class PartneroSender : IDisposable
{
    private const int MaxTextBytes = 64 * 1024;
    private const int MaxStalls = 2;

    /// <summary>How late a time-out may be on a machine that is only busy.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _http;
    private readonly HttpMessageInvoker _kept;
    private readonly bool _isInProcess;
    private SemaphoreSlim? _turns;

    /// <param name="address">Where deliveries go.</param>
    /// <param name="handler">What takes them in the same process, and is not disposed; null where they go over a network.</param>
    /// <param name="acceptAnyCertificate">Whether the consumer's certificate need not be trusted.</param>
    public PartneroSender(Uri address, HttpMessageHandler? handler = null, bool acceptAnyCertificate = false)
    {
        Address = address;
        _isInProcess = handler is not null;
        // A connection for each delivery, as from the sender's queue: one that the consumer closes while it idles is no failed delivery.
        _http = handler is not null ? new HttpMessageInvoker(handler, disposeHandler: false) : Connect(acceptAnyCertificate, TimeSpan.Zero, connections: null);
        _kept = handler is not null ? _http : Connect(acceptAnyCertificate, Timeout.InfiniteTimeSpan, connections: 1);
    }

    private static HttpMessageInvoker Connect(bool acceptAnyCertificate, TimeSpan lifetime, int? connections)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = UntrustedCertificateException.Checks(acceptAnyCertificate),
            PooledConnectionLifetime = lifetime,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        if (connections is { } most)
            handler.MaxConnectionsPerServer = most;
        return new HttpMessageInvoker(handler);
    }

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan AnswerTimeout { get; init; } = PartneroFacts.Sheet.AnswerTimeout;

    /// <summary>Where deliveries go: the consumer's address, until it restarts at another.</summary>
    public Uri Address { get; set; }

    /// <summary>Posts a delivery once.</summary>
    /// <exception cref="ConsumerUnreachableException">Nothing listens at the address.</exception>
    public async Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (_turns is null)
            return await SendInTurnAsync(delivery, cancellationToken).ConfigureAwait(false);
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendInTurnAsync(delivery, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>From now on, so many single deliveries are under way at most; those that are let go together are not counted.</summary>
    public void Limit(int connections) => _turns = new SemaphoreSlim(connections);

    /// <summary>Posts the same delivery several times at once: each is sent up to its last byte, then all are let go together.</summary>
    /// <returns>The answers; a connection that was refused while others were answered is one too.</returns>
    /// <exception cref="ConsumerUnreachableException">Nothing listens at the address.</exception>
    public Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(WebhookDelivery delivery, int times, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return SendTogetherAsync([.. Enumerable.Repeat(delivery, times)], cancellationToken);
    }

    public async Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var gate = new StartingGate(deliveries.Count);
        var refused = new ConcurrentQueue<ConsumerUnreachableException>();
        var answers = await Task.WhenAll(deliveries.Select(async delivery =>
        {
            try
            {
                // On one connection, the second would wait for the first, and the first for the second.
                return await PostAsync(delivery with { Wire = delivery.Wire is { } wire ? wire with { KeepsConnection = false } : null }, new HeldBackContent(delivery.Body, gate), gate.Opened, cancellationToken).ConfigureAwait(false);
            }
            catch (ConsumerUnreachableException exception)
            {
                refused.Enqueue(exception);
                return new DeliveryAnswer(null, TimeSpan.Zero, "no answer (the connection was refused)") { IsUnanswered = true };
            }
        })).ConfigureAwait(false);
        return refused.Count == deliveries.Count && refused.TryPeek(out var nobody) ? throw nobody : answers;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _kept.Dispose();
        _turns?.Dispose();
    }

    private async Task<DeliveryAnswer> SendInTurnAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        for (var stalls = 0; ; stalls++)
        {
            var answer = await PostAsync(delivery, Content(delivery), Task.CompletedTask, cancellationToken).ConfigureAwait(false);

            // A time-out that comes late shows that this process stood still, and nothing of the consumer.
            if (!answer.IsTimeout || answer.Latency < AnswerTimeout + Stall || stalls == MaxStalls)
                return answer;
        }
    }

    private static HttpContent Content(WebhookDelivery delivery) =>
        delivery.Wire is { Parts: > 1 and var parts } ? new PartedContent(delivery.Body, parts) : new ByteArrayContent(delivery.Body.ToArray());

    private async Task<DeliveryAnswer> PostAsync(WebhookDelivery delivery, HttpContent content, Task started, CancellationToken cancellationToken)
    {
        using var request = delivery.ToRequest(Address, content);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The time for an answer begins once the delivery is on its way, and a delivery that is held back is not yet.
        _ = started.ContinueWith(_ => CancelSoon(timeout), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var clock = Stopwatch.StartNew();
        int? begun = null;
        try
        {
            if (delivery.Wire?.ExpectsContinue == true)
                request.Headers.ExpectContinue = true;
            using var response = await (delivery.Wire?.KeepsConnection == true ? _kept : _http).SendAsync(request, timeout.Token).ConfigureAwait(false);
            var latency = clock.Elapsed;
            begun = (int)response.StatusCode;
            return new DeliveryAnswer(begun, latency)
            {
                Location = response.Headers.Location?.ToString(),
                Text = await ReadTextAsync(response, timeout.Token).ConfigureAwait(false),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The sender reads the whole answer, and hangs up where it does not end in time.
            return new DeliveryAnswer(null, clock.Elapsed, $"no {(begun is null ? "answer" : $"end of an answer that began with {begun}")} within {AnswerTimeout.TotalSeconds:0.#} s") { IsTimeout = true };
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
        {
            throw ConsumerUnreachableException.Nobody(delivery.AddressOf(Address), exception);
        }
        catch (HttpRequestException exception) when (UntrustedCertificateException.In(exception) is { } untrusted)
        {
            throw ConsumerUnreachableException.Untrusted(delivery.AddressOf(Address), untrusted);
        }
        catch (HttpRequestException exception) when (!_isInProcess)
        {
            return new DeliveryAnswer(null, clock.Elapsed, $"no answer ({NoAnswer.Describe(exception)})") { IsUnanswered = true };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An answer that broke off after its headers; or, from a consumer in process, its own exception.
            return new DeliveryAnswer(null, clock.Elapsed, $"no answer ({exception.GetType().Name}: {exception.Message})") { IsUnanswered = !_isInProcess };
        }
    }

    /// <summary>The beginning of the answer's headers and body, as text. The sender ignores it; a clause looks for what must not be there.</summary>
    private static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(response.Headers.ToString());
        var buffer = new byte[4096];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        for (var total = 0; total < MaxTextBytes;)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            total += read;
        }

        return text.ToString();
    }

    private void CancelSoon(CancellationTokenSource timeout)
    {
        try
        {
            timeout.CancelAfter(AnswerTimeout);
        }
        catch (ObjectDisposedException)
        {
            // The answer was there before the gate opened.
        }
    }
}
