using Partnero.Contracts.Testing.Capabilities;

namespace Partnero.Contracts.Testing;

/// <summary>
/// Something that a consumer lets the contract see or do beyond taking deliveries. A clause names those that it needs:
/// <c>Needs = [Capability.Effects, Capability.Clock]</c>.
/// </summary>
public sealed partial class Capability
{
    private readonly string _absence;
    private readonly Func<GivenCapabilities, object?> _inProcess;

    /// <param name="name">The name of its property of <see cref="WebhookConsumer"/>, and of its method of <see cref="HttpProbes"/>.</param>
    /// <param name="purpose">What it does, as the end of a sentence about it, for the guides.</param>
    /// <param name="absence">What a consumer without it is like, as a sentence.</param>
    /// <param name="url">How the consumer is asked over HTTP.</param>
    /// <param name="inProcess">What the consumer gives in its own process; null where it does not.</param>
    /// <param name="command">How it is had by a command; null where it cannot be.</param>
    /// <param name="overHttp">Adds it to what a consumer gives, from the URL that the tool was told and where the consumer listens.</param>
    private Capability(
        string name,
        string purpose,
        string absence,
        CapabilityUrl url,
        CapabilityCommand? command,
        Func<GivenCapabilities, object?> inProcess,
        Func<GivenCapabilities, HttpProbes, string, Uri, GivenCapabilities> overHttp)
    {
        Name = name;
        Purpose = purpose;
        Url = url;
        Command = command;
        OverHttp = overHttp;
        _absence = absence;
        _inProcess = inProcess;
    }

    /// <summary>The name of its property of <see cref="WebhookConsumer"/>, and of its method of <see cref="HttpProbes"/>: <c>Effects</c>.</summary>
    public string Name { get; }

    internal string Purpose { get; }

    internal CapabilityUrl Url { get; }

    internal CapabilityCommand? Command { get; }

    internal Func<GivenCapabilities, HttpProbes, string, Uri, GivenCapabilities> OverHttp { get; }

    /// <summary>Other properties of the consumer that say more of it.</summary>
    internal IReadOnlyList<string> Refinements { get; private init; } = [];

    /// <summary>Why a clause that needs it is not exercised, and what to do.</summary>
    internal string Absence => $"{_absence} Set {nameof(WebhookConsumer)}.{Name}.";

    internal bool IsGivenBy(WebhookConsumer consumer) => _inProcess(consumer.Given) is not null;

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
