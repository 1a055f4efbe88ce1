namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>What a consumer gives of the capabilities. The properties of the same names of <see cref="WebhookConsumer"/> say what each is.</summary>
internal sealed record GivenCapabilities
{
    public EffectsProbe? Effects { get; init; }

    public StateProbe? State { get; init; }

    public FailureSwitch? FailFor { get; init; }

    public bool FailsAtEveryPoint { get; init; } = true;

    public VirtualClock? Clock { get; init; }

    public Func<CancellationToken, Task<Uri>>? Restart { get; init; }

    public Uri? Replica { get; init; }

    public SecretsSwitch? SetSecrets { get; init; }

    /// <summary>With what is had by the commands that the tool was told.</summary>
    /// <param name="commands">The command of each capability that the consumer gives by one.</param>
    /// <param name="consumer">Where the consumer listens.</param>
    /// <exception cref="ArgumentException">A text is no command; the message names it.</exception>
    public GivenCapabilities ByCommand(IReadOnlyDictionary<Capability, string> commands, Uri consumer) =>
        commands.Aggregate(this, (given, command) => command.Key.Command!.Give(given, command.Value, consumer));

    /// <summary>With what is had over HTTP from the URLs that the tool was told.</summary>
    /// <param name="urls">The URL of each capability that the consumer gives.</param>
    /// <param name="probes">What asks at them.</param>
    /// <param name="consumer">Where the consumer listens.</param>
    /// <exception cref="ArgumentException">A URL lacks a place or is no address; the message names it.</exception>
    public static GivenCapabilities OverHttp(IReadOnlyDictionary<Capability, string> urls, HttpProbes probes, Uri consumer) =>
        Capability.All.Where(urls.ContainsKey).Aggregate(new GivenCapabilities(), (given, capability) => capability.OverHttp(given, probes, urls[capability], consumer));
}
