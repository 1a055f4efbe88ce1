using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing;

/// <summary>What drawn deliveries have in common: their secret, where they go, which events they are of, and what they may look like.</summary>
public sealed record FixtureSettings
{
    private static readonly Uri Shop = new("https://shop.example.com/webhooks/partnero");

    private readonly string _keyOfUrl = KeyOf(Shop);

    /// <summary>The settings that are used unless others are given.</summary>
    public static FixtureSettings Default { get; } = new();

    /// <summary>The signing secret; of no webhook that exists, unless set.</summary>
    public string Secret { get; init; } = "Q7f2KxW9mLp3TzRb";

    /// <summary>The consumer's address, which every envelope holds.</summary>
    public Uri Url
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            _keyOfUrl = KeyOf(value);
        }
    } = Shop;

    /// <summary>The key of the webhook, which every envelope holds; made up from the address unless set: one address has one.</summary>
    public string WebhookKey
    {
        get => field ?? _keyOfUrl;
        init;
    } = null!;

    /// <summary>The schemas that payloads are drawn from: Partnero's, unless a consumer adds its own.</summary>
    public WebhookSchemas Schemas { get; init; } = WebhookSchemas.BuiltIn;

    /// <summary>The names of the events to draw; all documented ones unless set.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>What payloads are like, within what their schema allows.</summary>
    public FixtureProfile Profile { get; init; }

    /// <summary>
    /// The ids of shapes that the sender is not known to use, and that are drawn all the same: <c>gapped-list</c>, <c>big-integer</c>,
    /// <c>numeric-string</c>, <c>numeric-id</c>, or that of any other shape, which every case has then.
    /// </summary>
    /// <exception cref="ArgumentException">No shape has such an id; the message names those that there are.</exception>
    public IReadOnlyList<string> OptIn
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            OptInShapes = [.. value.Select(PhpShape.Find)];
        }
    } = [];

    /// <summary>The shapes of <see cref="OptIn"/>.</summary>
    internal IReadOnlyList<PhpShape> OptInShapes { get; private init; } = [];

    /// <summary>What is known of the sender.</summary>
    internal SenderFacts Sender { get; init; } = PartneroFacts.Sheet;

    /// <summary>Around when the events happen: 15 January 2025 unless set, so that the same case has the same bytes tomorrow.</summary>
    public DateTimeOffset Moment { get; init; } = new(2025, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private static string KeyOf(Uri url) => "wh_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.ToString())))[..12];

    /// <summary>The events to draw.</summary>
    /// <exception cref="ArgumentException">One of them has no schema, or no event is left.</exception>
    internal IReadOnlyList<string> EventNames()
    {
        var names = Events ?? Schemas.Documented;
        if (names.Count == 0)
            throw new ArgumentException($"{nameof(FixtureSettings)}.{nameof(Events)} is empty: name an event at least, or leave it unset.");
        foreach (var name in names)
            Schemas.Of(name);
        return names;
    }
}
