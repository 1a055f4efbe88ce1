using System.Net;
using System.Net.Sockets;
using System.Text;
using Partnero.Contracts.Testing.Tests.Outcomes;

namespace Partnero.Contracts.Testing.Tests.Clauses;

/// <summary>A consumer in process that keeps the contract, but for what a test has it do otherwise.</summary>
internal sealed class SoundHandler : HttpMessageHandler
{
    /// <summary>How often it tries again itself: more often than anything is asked to fail, unless it is for ever.</summary>
    private const int MaxTries = 100;

    private readonly Lock _lock = new();
    private readonly List<Posted> _posted = [];
    private readonly HashSet<string> _inbox = [];
    private readonly Dictionary<(string Event, string Entity), List<WebhookEffect>> _effects = [];
    private readonly Dictionary<(string Event, string Entity), (int Times, FailurePoint Point)> _failures = [];

    /// <summary>Where its other replica listens: both are this one, unless a test has them differ.</summary>
    public static Uri Replica { get; } = new("http://replica.test/hook");

    /// <summary>The signing secrets that hold.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [ScriptedHandler.Secret];

    /// <summary>What becomes of secrets that are set, by those that held before.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>> Sets { get; set; } = (_, now) => now;

    /// <summary>A status that is answered before anything is looked at; none where the consumer goes on as it should.</summary>
    public Func<Posted, int?> Answers { get; set; } = _ => null;

    /// <summary>Whether a delivery is acknowledged and never applied.</summary>
    public Func<Posted, bool> Loses { get; set; } = _ => false;

    /// <summary>What one delivery is remembered by.</summary>
    public Func<Posted, string> Remembers { get; set; } = posted => posted.Body;

    /// <summary>Under which names it is applied, besides its own.</summary>
    public Func<Posted, IEnumerable<(string Event, string Entity)>> AppliesAlso { get; set; } = _ => [];

    /// <summary>What is recorded of a delivery.</summary>
    public Func<Posted, IEnumerable<(string Name, object? Value)>> Records { get; set; } = posted => posted.Data.EnumerateObject().Select(field => (field.Name, (object?)field.Value));

    /// <summary>What is stored of entities.</summary>
    public StateTable States { get; init; } = new();

    /// <summary>The text of an answer.</summary>
    public Func<Posted, string> Says { get; set; } = _ => "";

    /// <summary>Whether an attempt that fails is acknowledged, and tried again by the consumer itself.</summary>
    public Func<Posted, bool> TriesAgainItself { get; set; } = _ => false;

    /// <summary>Whether the switch makes a delivery's event fail.</summary>
    public Func<string, bool> CanFail { get; set; } = _ => true;

    /// <summary>Whether what fails after the commit fails around the inbox, so that a duplicate fails as well while failures are left.</summary>
    public bool FailsForDuplicates { get; set; }

    /// <summary>How an attempt that fails is answered.</summary>
    public int FailureStatus { get; set; } = 500;

    /// <summary>All that was sent, in order.</summary>
    public IReadOnlyList<Posted> All
    {
        get
        {
            lock (_lock)
                return [.. _posted];
        }
    }

    /// <summary>What is still to fail.</summary>
    public IReadOnlyDictionary<(string Event, string Entity), (int Times, FailurePoint Point)> Failures => _failures;

    /// <summary>How long it takes to move the clock.</summary>
    public Func<TimeSpan, TimeSpan> AdvanceTakes { get; set; } = _ => TimeSpan.Zero;

    /// <summary>How far the clock was moved.</summary>
    public TimeSpan Advanced { get; private set; }

    /// <summary>What was sent signed of an event, in order.</summary>
    public IReadOnlyList<Posted> Signed(string name) => [.. All.Where(posted => posted.IsSigned && posted.Event == name)];

    public Task<IReadOnlyList<WebhookEffect>> FindAsync(string name, string entity, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<WebhookEffect>>(_effects.TryGetValue((name, entity), out var effects) ? [.. effects] : []);
    }

    public Task<object?> FindStateAsync(string entity, string id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(States.Find(entity, id));
    }

    public Task FailAsync(string name, string entity, int times, FailurePoint point, CancellationToken cancellationToken)
    {
        lock (_lock)
            _failures[(name, entity)] = (CanFail(name) ? times : 0, point);
        return Task.CompletedTask;
    }

    public Task SetSecretsAsync(IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        lock (_lock)
            Secrets = Sets(Secrets, secrets);
        return Task.CompletedTask;
    }

    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        Advanced += by;
        return Task.Delay(AdvanceTakes(by), cancellationToken);
    }

    /// <summary>Applies a delivery whatever is wrong with it, and acknowledges it.</summary>
    public int Force(Posted posted)
    {
        Apply(posted, [(posted.Event!, posted.Entity!)]);
        return 200;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.NonValidated.Concat(request.Content.Headers.NonValidated).SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value))).ToList();
        Posted posted;
        int status;
        lock (_lock)
        {
            posted = new Posted(_posted.Count + 1, request.Method.Method, headers, Encoding.UTF8.GetString(body), false);
            posted = (posted with { IsSigned = new SignatureVerifier(Secrets).Verify(body, posted.Header("Signature")), IsAtReplica = request.RequestUri!.Host == Replica.Host }).Read();
            _posted.Add(posted);
            status = Answers(posted) ?? Receive(posted);
        }

        if (status == ScriptedHandler.Nobody)
            throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
        if (status == ScriptedHandler.Never)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(Says(posted)) };
    }

    private int Receive(Posted posted)
    {
        if (posted.Method != "POST")
            return 405;
        if (!posted.IsSigned)
            return 401;
        if (posted is not { Event: { } name, Entity: { } entity })
            return 400;
        var (times, point) = _failures.GetValueOrDefault((name, entity));
        var isKnown = _inbox.Contains(Remembers(posted));
        if (isKnown && !(FailsForDuplicates && point == FailurePoint.AfterCommit))
            return 200;
        var isFailing = times > 0;
        if (isFailing)
            _failures[(name, entity)] = (times - 1, point);
        var goesOn = isFailing && TriesAgainItself(posted);
        if ((!isFailing || point == FailurePoint.AfterCommit || (goesOn && times <= MaxTries)) && _inbox.Add(Remembers(posted)) && !Loses(posted))
        {
            Apply(posted, [(name, entity), .. AppliesAlso(posted)]);
            States.Store(posted);
        }

        return isFailing && !goesOn ? FailureStatus : 200;
    }

    private void Apply(Posted posted, IEnumerable<(string Event, string Entity)> names)
    {
        var effect = new WebhookEffect { Fields = Records(posted).ToDictionary(field => field.Name, field => field.Value) };
        foreach (var name in names)
        {
            if (!_effects.TryGetValue(name, out var effects))
                _effects[name] = effects = [];
            effects.Add(effect);
        }
    }
}
