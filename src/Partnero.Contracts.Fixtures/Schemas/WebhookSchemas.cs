using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing;

/// <summary>The schemas of the webhooks: those of Partnero, and those that a consumer adds or makes stricter.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class WebhookSchemas
{
    private const string Ending = SchemaFileName.Ending;
    private const string Home = "https://partnero-contracts.example/schemas/";

    private readonly IReadOnlyList<(Uri Address, SchemaElement Root)> _documents;
    private readonly SchemaIndex<SchemaElement> _index = new();
    private readonly Dictionary<string, Uri> _places;
    private readonly Lazy<Dictionary<string, WebhookSchema>> _events;
    private readonly Lazy<IReadOnlyList<string>> _warnings;
    private uint? _fingerprint;

    private WebhookSchemas(IReadOnlyList<(Uri Address, SchemaElement Root)> documents, Dictionary<string, Uri> places, EnvelopeNames names)
    {
        Names = names;
        _documents = documents;
        _places = places;
        // What was added last is found first: a consumer's own schema replaces one of the package.
        foreach (var (address, root) in documents.Reverse())
            _index.Add(address, root);
        Events = [.. places.Keys.Order(StringComparer.Ordinal)];
        Documented = [.. Events.Where(name => _index.At(places[name])!.Member(OwnKeywords.DocumentedBy) is not { Literal: OwnKeywords.Nobody })];
        Life = new(this);
        _events = new(ReadAll);
        _warnings = new(() => SchemaWarnings.Of(_index, documents));
    }

    /// <summary>The schemas that come with the package.</summary>
    public static WebhookSchemas BuiltIn { get; } = LoadBuiltIn();

    /// <summary>The events of an affiliate program, to give to a consumer's <c>Handles</c> or to <see cref="FixtureSettings.Events"/>: those of partners, customers, transactions, rewards and leads.</summary>
    /// <remarks>
    /// Partnero subscribes no program to events that it does not have. Source: its n8n node, and the outgoing-webhooks guide. Which programs have
    /// <c>transaction.updated</c> and the events of rewards is open; they are counted as an affiliate program's, for a reward names its partner.
    /// </remarks>
    public static IReadOnlyList<string> AffiliateEvents => ProgramEvents.Affiliate;

    /// <summary>The events of a refer-a-friend program, to give to a consumer's <c>Handles</c> or to <see cref="FixtureSettings.Events"/>: those of customers and transactions.</summary>
    public static IReadOnlyList<string> ReferralEvents => ProgramEvents.Referral;

    /// <summary>The events of a newsletter program, to give to a consumer's <c>Handles</c> or to <see cref="FixtureSettings.Events"/>: those of subscribers.</summary>
    public static IReadOnlyList<string> NewsletterEvents => ProgramEvents.Newsletter;

    /// <summary>The names of all events that have a schema, in order.</summary>
    public IReadOnlyList<string> Events { get; }

    /// <summary>The names of the events of which more is known than their names, in order: those of the guide, and those that were added. A schema that says <c>"x-documented-by": "nobody"</c> is not among them.</summary>
    public IReadOnlyList<string> Documented { get; }

    /// <summary>What is right by draft-07 and hardly meant, each with its place: a name in <c>required</c> that no property has, a file that no event can be named after. Of Partnero's own there is nothing.</summary>
    public IReadOnlyList<string> Warnings => _warnings.Value;

    /// <summary>These schemas and one more: that of an event's <c>data</c>. It replaces an earlier one of the event.</summary>
    /// <param name="eventName">The name of the event, such as <c>voucher.created</c>.</param>
    /// <param name="schema">JSON Schema draft-07. A <c>$ref</c> such as <c>../definitions/partner.schema.json</c> leads to the schemas that come with the package.</param>
    /// <exception cref="ArgumentException">The text is not JSON, or not a schema that values can be drawn from; the message says where.</exception>
    public WebhookSchemas With(string eventName, string schema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        ArgumentNullException.ThrowIfNull(schema);
        return With([(eventName, new Uri($"{Home}events/{Uri.EscapeDataString(eventName)}{Ending}"), schema)]);
    }

    /// <summary>These schemas and those of a folder: an event's is named <c>family.action.schema.json</c>, such as <c>voucher.created.schema.json</c>; others are there to be referred to. What is hardly meant is among <see cref="Warnings"/>.</summary>
    /// <param name="path">The folder; where it is relative, from the current folder of the process. A test finds what its project copies to the output below <see cref="AppContext.BaseDirectory"/>.</param>
    /// <exception cref="ArgumentException">There is no such folder, it holds no schema, or one of them is not one that values can be drawn from; the message says where.</exception>
    public WebhookSchemas WithFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Directory.Exists(path))
            throw NoFolder(path);
        var files = Directory.EnumerateFiles(path, "*" + Ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new SchemaException(path, $"the folder holds no file that ends in {Ending}.");
        if (files.GroupBy(EventOf).FirstOrDefault(group => group.Key is not null && group.Count() > 1) is { } twice)
            throw new SchemaException(path, $"two schemas describe {twice.Key}: {string.Join(" and ", twice.Select(file => Path.GetRelativePath(path, file)))}. Keep one of them.");
        return With(files.Select(file => (EventOf(file), SchemaAddress.OfFile(Path.GetFullPath(file)), File.ReadAllText(file))));
    }

    /// <summary>Checks a body against the envelope's schema and that of its event, by every keyword of draft-07.</summary>
    /// <param name="body">The raw body.</param>
    /// <returns>Each constraint that it breaks; nothing where it is valid. Of an event without a schema, the envelope alone is checked.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public IReadOnlyList<SchemaViolation> Validate(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = PhpJson.MaxDepth });
        var root = document.RootElement;
        var events = _events.Value;
        try
        {
            var name = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Names.Event, out var eventName) && eventName.ValueKind == JsonValueKind.String ? eventName.GetString()! : "";
            return SchemaEvaluator.Violations(events.TryGetValue(name, out var known) ? known.Body : Envelope, PhpValues.Of(root));
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text of the body is not Unicode: it holds half of a surrogate pair, or bytes that are not UTF-8.", exception);
        }
    }

    /// <summary>The schema of one event.</summary>
    /// <exception cref="ArgumentException">No such id; the message names those that exist.</exception>
    internal WebhookSchema Of(string eventName) => _events.Value.TryGetValue(eventName, out var schema)
        ? schema
        : throw new ArgumentException($"No schema describes '{eventName}'. There are schemas of {string.Join(", ", Events)}; add others with WebhookSchemas.With.", nameof(eventName));

    /// <summary>The document of one event's schema, as it is written.</summary>
    internal SchemaElement RootOf(string eventName) => _index.At(_places[eventName])!;

    /// <summary>The names under which payloads of an event may name their entity, whether or not a schema describes it.</summary>
    internal IReadOnlyList<string> IdentityNames(string eventName) => _events.Value.TryGetValue(eventName, out var schema) ? schema.IdentityNames : PayloadShapes.IdentityNames([]);

    /// <summary>Tells these schemas from others, whatever folder they were read from.</summary>
    internal uint Fingerprint => _fingerprint ??= BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Events.Concat(_documents.Select(document => document.Root.Element.GetRawText()).Order(StringComparer.Ordinal))))));

    /// <summary>The documents, and what references in them lead to.</summary>
    internal SchemaIndex<SchemaElement> Index => _index;

    /// <summary>The order in which entities live.</summary>
    internal EventLife Life { get; }

    /// <summary>What the fields around a payload are called.</summary>
    private EnvelopeNames Names { get; }

    private Schema Envelope { get; set; } = null!;

    /// <summary>The schemas of another sender: that of its envelope, to which those of its events are added.</summary>
    internal static WebhookSchemas OfSender(SenderFacts sender, string envelope)
    {
        var address = new Uri(Home + "envelope" + Ending);
        return new WebhookSchemas([(address, new SchemaElement(SchemaText.Parse(address, envelope)))], [], sender.Envelope);
    }

    private WebhookSchemas With(IEnumerable<(string? Event, Uri Address, string Text)> more)
    {
        var documents = _documents.ToList();
        var places = new Dictionary<string, Uri>(_places);
        foreach (var (name, address, text) in more)
        {
            documents.RemoveAll(document => document.Address == address);
            documents.Add((address, new SchemaElement(SchemaText.Parse(address, text))));
            if (name is null)
                continue;
            places[name] = address;
        }

        var schemas = new WebhookSchemas(documents, places, Names);
        _ = schemas._events.Value;
        return schemas;
    }

    private static SchemaException NoFolder(string path)
    {
        if (File.Exists(path))
            return new SchemaException(path, "this is a file. Give the folder that holds it.");
        var from = Path.IsPathFullyQualified(path) ? "" : $", for '{path}' is looked for in the current folder of the process";
        return new SchemaException(Path.GetFullPath(path), $"there is no such folder{from}. If it lies in a test's project, have it copied to the output (<None Include=\"schemas/**\" CopyToOutputDirectory=\"PreserveNewest\" />), and give it as Path.Combine(AppContext.BaseDirectory, \"schemas\").");
    }

    private Dictionary<string, WebhookSchema> ReadAll()
    {
        var reader = new SchemaReader(_index);
        Envelope = reader.Read(_index.At(new Uri(Home + "envelope" + Ending))!);
        return _places.ToDictionary(entry => entry.Key, entry =>
        {
            var root = _index.At(entry.Value)!;
            var data = reader.Read(root);
            var identity = PayloadShapes.IdentityOf(PayloadShapes.Fields(data))?.Name;
            return new WebhookSchema(entry.Key, data, reader.Body(Envelope, Names.Data, root), identity is null ? null : reader.Identity(root, identity), Names);
        });
    }

    private static string? EventOf(string file) => SchemaFileName.NameOf(file) is var name && SchemaFileName.IsOfEvent(name) ? name : null;

    private static WebhookSchemas LoadBuiltIn()
    {
        var assembly = typeof(WebhookSchemas).Assembly;
        var documents = new List<(Uri Address, SchemaElement Root)>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("schemas/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream);
            documents.Add((new Uri(Home + resource["schemas/".Length..].Replace('\\', '/')), new SchemaElement(document.RootElement.Clone())));
        }

        return new WebhookSchemas(documents, documents.Where(document => document.Address.AbsolutePath.Contains("/events/", StringComparison.Ordinal))
            .ToDictionary(document => EventOf(document.Address.AbsolutePath)!, document => document.Address), PartneroFacts.Sheet.Envelope);
    }
}

/// <summary>The schema of one event.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Data">What its <c>data</c> is like.</param>
/// <param name="Body">What its whole body is like: the envelope with that data.</param>
/// <param name="Identity">That payloads name their entity; null where the schema describes nothing that would.</param>
/// <param name="Names">What the fields around the payload are called.</param>
internal sealed record WebhookSchema(string Event, Schema Data, Schema Body, Schema? Identity, EnvelopeNames Names)
{
    /// <summary>The fields that payloads have.</summary>
    public IReadOnlyList<PayloadField> Fields { get; } = PayloadShapes.Fields(Data);

    /// <summary>Whether the guide and the REST reference show the payload differently.</summary>
    public bool HasShapes { get; } = PayloadShapes.HasShapes(Data);

    /// <summary>The names under which payloads may name their entity: the first that is there does.</summary>
    public IReadOnlyList<string> IdentityNames => field ??= PayloadShapes.IdentityNames(Fields);
}
