using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>A consumer's capabilities over HTTP: for consumers in any language. A probe answers within 10 seconds, with 1 MiB at most.</summary>
public sealed class HttpProbes : IDisposable
{
    private readonly Lazy<ProbeClient> _client;

    /// <summary>Creates probes; each is made from an address of the consumer.</summary>
    public HttpProbes() => _client = new(() => new ProbeClient(AnswerTimeout, AcceptAnyCertificate));

    /// <summary>Whether a probe's certificate need not be trusted, such as a self-signed one. For deliveries, see <see cref="WebhookConsumer.AcceptAnyCertificate"/>.</summary>
    public bool AcceptAnyCertificate { get; init; }

    /// <summary>How long a probe may take until the end of its answer.</summary>
    internal TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Asks for effects: <c>GET</c>, answered with a JSON number, or a list with an entry for each effect.</summary>
    /// <param name="template">The address with <c>{event}</c> and <c>{id}</c>, which are percent-encoded.</param>
    /// <exception cref="ArgumentException">A place is missing, or the text is no address.</exception>
    public EffectsProbe Effects(string template)
    {
        var probe = new ProbeTemplate(Capability.Effects, template);
        return async (eventName, entityId, cancellationToken) =>
        {
            var address = probe.Fill(("{event}", eventName), ("{id}", entityId));
            return EffectsAnswer.Read(probe.ToString(), await _client.Value.SendAsync(probe, HttpMethod.Get, address, cancellationToken).ConfigureAwait(false));
        };
    }

    /// <summary>Asks for what is stored of an entity: <c>GET</c>, answered with a JSON object, or with <c>null</c> or 404 where nothing is.</summary>
    /// <param name="template">The address with <c>{entity}</c> and <c>{id}</c>, which are percent-encoded.</param>
    /// <exception cref="ArgumentException">A place is missing, or the text is no address.</exception>
    public StateProbe State(string template)
    {
        var probe = new ProbeTemplate(Capability.State, template);
        return async (entity, id, cancellationToken) =>
        {
            var address = probe.Fill(("{entity}", entity), ("{id}", id));
            return StateAnswer.Read(probe.ToString(), await _client.Value.SendAsync(probe, HttpMethod.Get, address, cancellationToken, mayBeMissing: true).ConfigureAwait(false));
        };
    }

    /// <summary>Has attempts fail: <c>POST</c>, answered with any 2xx.</summary>
    /// <param name="template">The address with <c>{event}</c>, <c>{id}</c>, <c>{times}</c> and, where the consumer can fail at several points, <c>{point}</c> (before-effect, before-commit, after-commit).</param>
    /// <exception cref="ArgumentException">A place is missing, or the text is no address.</exception>
    public FailureSwitch FailFor(string template)
    {
        var probe = new ProbeTemplate(Capability.FailFor, template);
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
        var probe = new ProbeTemplate(Capability.Clock, template);
        return new VirtualClock((by, cancellationToken) => PostAsync(
            probe, probe.Fill(("{seconds}", Seconds(by))), cancellationToken));
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
        var probe = new ProbeTemplate(Capability.Restart, template);
        var restart = new RestartProbe(probe.ToString(), MaskedAddress.Without(consumer), cancellationToken => PostAsync(probe, probe.Fill(), cancellationToken, isRepeatable: false));
        return async cancellationToken =>
        {
            await restart.RunAsync(cancellationToken).ConfigureAwait(false);
            return consumer;
        };
    }

    /// <summary>Another replica of the consumer: where it receives webhooks. Nothing is asked there.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentException">The text is no address.</exception>
    public static Uri Replica(string address) => new ProbeTemplate(Capability.Replica, address).Fill();

    /// <summary>Sets the signing secrets that hold from then on: <c>POST</c> with a JSON list of texts, answered with any 2xx.</summary>
    /// <param name="template">The address.</param>
    /// <exception cref="ArgumentException">The text is no address.</exception>
    public SecretsSwitch SetSecrets(string template)
    {
        var probe = new ProbeTemplate(Capability.SetSecrets, template);
        return (secrets, cancellationToken) => _client.Value.SendAsync(probe, HttpMethod.Post, probe.Fill(), cancellationToken, content: () => Json(secrets));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    /// <summary>JSON with its length said beforehand: many a small server reads no body in chunks.</summary>
    private static ByteArrayContent Json(IReadOnlyList<string> texts)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(texts));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private Task<ProbeAnswer> PostAsync(ProbeTemplate probe, Uri address, CancellationToken cancellationToken, bool isRepeatable = true) =>
        _client.Value.SendAsync(probe, HttpMethod.Post, address, cancellationToken, isRepeatable: isRepeatable);

    /// <summary>A length of time, in the words of probes.</summary>
    internal static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A point, in the words of probes.</summary>
    internal static string Name(FailurePoint point) => point switch
    {
        FailurePoint.BeforeEffect => "before-effect",
        FailurePoint.BeforeCommit => "before-commit",
        _ => "after-commit",
    };
}
