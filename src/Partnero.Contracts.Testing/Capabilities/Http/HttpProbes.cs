using System.Globalization;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing;

/// <summary>A consumer's capabilities over HTTP: for consumers in any language.</summary>
public sealed class HttpProbes : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Asks for effects: <c>GET</c>, answered with a JSON number, or a list with an entry for each effect.</summary>
    /// <param name="template">The address with <c>{event}</c> and <c>{id}</c>, which are percent-encoded.</param>
    /// <exception cref="ArgumentException">A place is missing, or the text is no address.</exception>
    public EffectsProbe Effects(string template)
    {
        var probe = new ProbeTemplate("The effects URL (--effects-url)", template, "{event}", "{id}");
        return async (eventName, entityId, cancellationToken) =>
        {
            var address = probe.Fill(("{event}", eventName), ("{id}", entityId));
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            return EffectsAnswer.Read(probe, await SendAsync(probe, request, cancellationToken).ConfigureAwait(false));
        };
    }

    /// <summary>Has attempts fail: <c>POST</c>, answered with any 2xx.</summary>
    /// <param name="template">The address with <c>{event}</c>, <c>{id}</c>, <c>{times}</c> and, where the consumer can fail at several points, <c>{point}</c> (before-effect, before-commit, after-commit).</param>
    /// <exception cref="ArgumentException">A place is missing, or the text is no address.</exception>
    public FailureSwitch FailFor(string template)
    {
        var probe = new ProbeTemplate("The fail URL (--fail-url)", template, "{event}", "{id}", "{times}");
        return (eventName, entityId, times, point, cancellationToken) => PostAsync(
            probe,
            probe.Fill(("{event}", eventName), ("{id}", entityId), ("{times}", times.ToString(CultureInfo.InvariantCulture)), ("{point}", Name(point))),
            cancellationToken);
    }

    /// <summary>Moves the clock on: <c>POST</c>, answered with any 2xx.</summary>
    /// <param name="template">The address with <c>{seconds}</c>.</param>
    /// <exception cref="ArgumentException">The place is missing, or the text is no address.</exception>
    public VirtualClock Clock(string template)
    {
        var probe = new ProbeTemplate("The clock URL (--clock-url)", template, "{seconds}");
        return new VirtualClock((by, cancellationToken) => PostAsync(
            probe, probe.Fill(("{seconds}", by.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture))), cancellationToken));
    }

    /// <summary>
    /// Restarts the consumer: <c>POST</c>, answered with any 2xx. Its address is watched meanwhile: it must be seen down within 15 seconds
    /// of the answer, and be back within 30 more. Where it cannot be seen down, the answer must be <c>{"restarted": true}</c>, once it is done.
    /// </summary>
    /// <param name="template">The address.</param>
    /// <param name="consumer">Where the consumer listens, before and after.</param>
    /// <exception cref="ArgumentException">The text is no address.</exception>
    public Func<CancellationToken, Task<Uri>> Restart(string template, Uri consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var probe = new ProbeTemplate("The restart URL (--restart-url)", template);
        return new RestartProbe(probe, consumer, cancellationToken => PostAsync(probe, probe.Fill(), cancellationToken)).RunAsync;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ProbeAnswer> PostAsync(ProbeTemplate probe, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        return await SendAsync(probe, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProbeAnswer> SendAsync(ProbeTemplate probe, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? new ProbeAnswer(body, response.Content.Headers.ContentType?.CharSet?.Trim('"'))
                : throw new ProbeException($"{probe} answered {(int)response.StatusCode} to {request.Method} {request.RequestUri}. It must answer with a 2xx.");
        }
        catch (HttpRequestException fault)
        {
            throw new ProbeException($"{probe} does not answer: {NoAnswer.Describe(fault)}.", fault);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProbeException($"{probe} gave no answer within {_http.Timeout.TotalSeconds:0} s to {request.Method} {request.RequestUri}.");
        }
    }

    private static string Name(FailurePoint point) => point switch
    {
        FailurePoint.BeforeEffect => "before-effect",
        FailurePoint.BeforeCommit => "before-commit",
        _ => "after-commit",
    };
}
