using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>The consumer under test, and what it lets the contract see.</summary>
public sealed class WebhookConsumer
{
    /// <summary>A consumer that listens at an address.</summary>
    /// <param name="address">Where it receives webhooks, such as <c>http://127.0.0.1:5000/webhooks/partnero</c>.</param>
    /// <param name="secret">The signing secret that it is configured with.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or not http or https; or the secret is blank.</exception>
    public WebhookConsumer(Uri address, string secret)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"The consumer's address must be an absolute http or https address, and is '{VisibleText.Of(MaskedAddress.OfText(address.OriginalString))}'.", nameof(address));
        if (string.IsNullOrWhiteSpace(secret))
            throw new ArgumentException("The consumer's signing secret is blank.", nameof(secret));
        Address = address;
        Secret = secret;
    }

    /// <summary>A consumer in the same process, reached without a network.</summary>
    /// <param name="handler">What takes the requests, such as a test server's handler. It must not follow redirects; it is not disposed.</param>
    /// <param name="address">The address of the requests.</param>
    /// <param name="secret">The signing secret that the consumer is configured with.</param>
    public WebhookConsumer(HttpMessageHandler handler, Uri address, string secret)
        : this(address, secret)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Handler = handler;
    }

    /// <summary>Where the consumer receives webhooks.</summary>
    public Uri Address { get; }

    /// <summary>The signing secret. No report holds it.</summary>
    public string Secret { get; }

    /// <summary>
    /// The events that the webhook is subscribed to. Without them, every documented event is sent,
    /// and a baseline delivery of each finds out which have an effect. For events of your own, set <see cref="Schemas"/> too: without a schema,
    /// their payload is made up.
    /// </summary>
    public IReadOnlyCollection<string>? Handles { get; init; }

    /// <summary>
    /// Finds what the consumer has applied, by event name and entity id (<c>data.id</c>, else <c>data.key</c>): one entry for each
    /// committed application. Without it, clauses about effects are not exercised.
    /// </summary>
    public EffectsProbe? Effects
    {
        get => Given.Effects;
        init => Given = Given with { Effects = value };
    }

    /// <summary>How long an effect may take to show after its delivery was accepted. 5 seconds unless set.</summary>
    public TimeSpan EffectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Clauses that this consumer is excused from: the clause's id and the reason, which reports show.</summary>
    public IReadOnlyDictionary<string, string> Waived { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Finds what the consumer holds of an entity now, by its kind (<c>partner</c>) and id: any object that can be written as JSON, and null where
    /// it holds nothing, or nothing any more. Without it, clauses about what is stored are not exercised.
    /// </summary>
    public StateProbe? State
    {
        get => Given.State;
        init => Given = Given with { State = value };
    }

    /// <summary>Has the consumer fail at a point of its work, so that what becomes of a failed attempt can be seen.</summary>
    public FailureSwitch? FailFor
    {
        get => Given.FailFor;
        init => Given = Given with { FailFor = value };
    }

    /// <summary>Whether <see cref="FailFor"/> can fail at every point; otherwise it fails before the effect alone.</summary>
    public bool FailsAtEveryPoint
    {
        get => Given.FailsAtEveryPoint;
        init => Given = Given with { FailsAtEveryPoint = value };
    }

    /// <summary>The consumer's clock, where it is a virtual one: retries over hours then take no time.</summary>
    public VirtualClock? Clock
    {
        get => Given.Clock;
        init => Given = Given with { Clock = value };
    }

    /// <summary>Stops the consumer and starts it again with what it has stored; answers the address it listens at then.</summary>
    public Func<CancellationToken, Task<Uri>>? Restart
    {
        get => Given.Restart;
        init => Given = Given with { Restart = value };
    }

    /// <summary>
    /// Where another replica of the consumer receives webhooks: another process with the same secret and the same store, so that what one has
    /// applied the other knows, and <see cref="Effects"/> shows what either has. A consumer in the same process is sent to at it by the same handler.
    /// </summary>
    /// <exception cref="ArgumentException">The address is not absolute, or not http or https; or it is the consumer's own.</exception>
    public Uri? Replica
    {
        get => Given.Replica;
        init
        {
            if (value is not null && (!value.IsAbsoluteUri || value.Scheme is not ("http" or "https")))
                throw new ArgumentException($"The replica's address must be an absolute http or https address, and is '{VisibleText.Of(MaskedAddress.OfText(value.OriginalString))}'.", nameof(value));
            if (value == Address)
                throw new ArgumentException($"The replica's address is the consumer's own, {MaskedAddress.Of(Address)}: it must be that of another process with the same store.", nameof(value));
            Given = Given with { Replica = value };
        }
    }

    /// <summary>
    /// Sets the signing secrets that the consumer takes from then on, and no others, without a restart: as when a secret is changed, and the old
    /// and the new one both hold for a while. At the end of each clause that changes them, <see cref="Secret"/> alone holds again.
    /// </summary>
    public SecretsSwitch? SetSecrets
    {
        get => Given.SetSecrets;
        init => Given = Given with { SetSecrets = value };
    }

    /// <summary>How long the sender waits for an answer: 5 seconds, as Partnero does, unless set to be stricter.</summary>
    public TimeSpan AnswerTimeout { get; init; } = PartneroFacts.Sheet.AnswerTimeout;

    /// <summary>The schemas that deliveries are drawn from: Partnero's, unless the consumer adds its own or makes one stricter.</summary>
    public WebhookSchemas Schemas { get; init; } = WebhookSchemas.BuiltIn;

    /// <summary>
    /// The key of the webhook, which every envelope holds as <c>webhook_key</c>; made up from the address unless set.
    /// A consumer of several webhooks may find the signing secret by it.
    /// </summary>
    public string? WebhookKey { get; init; }

    /// <summary>
    /// Whether deliveries go to a consumer whose certificate is not trusted, such as a self-signed one. It is for consumers under test:
    /// nothing then shows that it is the consumer that answers. For its probes, see <see cref="HttpProbes.AcceptAnyCertificate"/>.
    /// </summary>
    public bool AcceptAnyCertificate { get; init; }

    /// <summary>
    /// What is remembered of the consumer while its clauses are verified one by one. Each consumer has its own unless set: set it where the same
    /// consumer is made again for each clause, so that its first deliveries are sent once.
    /// </summary>
    public ConsumerBaseline? Baseline { get; init; }

    /// <summary>The baseline of this very object, where no other is set.</summary>
    internal ConsumerBaseline OwnBaseline { get; } = new();

    /// <summary>What the consumer logs, where it runs in the same process: a clause that it breaks shows it.</summary>
    public ApplicationLog? Log { get; init; }

    /// <summary>What is odd about the ends of <see cref="Secret"/>, in words such as <c>ends with a line feed (U+000A)</c>; null where nothing is.</summary>
    internal string? SecretOddity => SecretText.FindOddity(Secret);

    internal RetryLimits RetryLimits { get; init; } = RetryLimits.Default;

    internal HttpMessageHandler? Handler { get; }

    /// <summary>What it gives of the capabilities.</summary>
    internal GivenCapabilities Given { get; init; } = new();

    /// <summary>What deliveries to the consumer have in common.</summary>
    internal FixtureSettings Settings => WebhookKey is { } key
        ? new FixtureSettings { Secret = Secret, Schemas = Schemas, Sender = Sender, WebhookKey = key }
        : new FixtureSettings { Secret = Secret, Schemas = Schemas, Sender = Sender };

    /// <summary>What is known of the sender.</summary>
    internal SenderFacts Sender { get; init; } = PartneroFacts.Sheet;

    internal PartneroSender CreateSender() => new(Address, Handler, AcceptAnyCertificate) { AnswerTimeout = AnswerTimeout };

    /// <summary>What the deliveries of a new run are made of.</summary>
    internal RunIdentity NewIdentity(ulong seed) => RunIdentity.New(seed, Clock?.Now ?? DateTimeOffset.UtcNow, Address);
}
