using System.Globalization;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Tool.Exit;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>What <c>check</c> was told, as it was given.</summary>
internal sealed record CheckOptions(
    string Url,
    string? Secret,
    string? WebhookKey,
    string? Events,
    IReadOnlyDictionary<Capability, string> CapabilityUrls,
    IReadOnlyDictionary<Capability, string> CapabilityCommands,
    string? SchemasPath,
    string? ClausesPath,
    ulong? Seed,
    string? Replay,
    IReadOnlyList<string> Only,
    IReadOnlyList<string> Waive,
    TimeSpan? EffectTimeout,
    int? Connections,
    TimeSpan? Budget,
    bool IsQuick,
    bool IsStrict,
    bool IsInsecure,
    bool IsQuiet,
    string? ReportPath)
{
    /// <summary>The consumer that the options describe.</summary>
    /// <param name="probes">What asks the consumer's probes.</param>
    /// <param name="clauses">The clauses that there are.</param>
    /// <exception cref="UsageException">An option is wrong; the message names it.</exception>
    public WebhookConsumer ToConsumer(HttpProbes probes, IReadOnlyList<WebhookClause> clauses)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"The consumer's address is '{MaskedAddress.OfText(Url)}', and must be an absolute http or https address, such as {CheckCommand.Example}.");
        if (string.IsNullOrWhiteSpace(Secret))
            throw new UsageException("There is no signing secret. Give the one that the consumer is configured with, by --secret or in the environment variable PARTNERO_SECRET.");
        if (CapabilityUrls.Keys.FirstOrDefault(CapabilityCommands.ContainsKey) is { } both)
            throw new UsageException($"{OptionWords.Of(both)} and {OptionWords.OfCommand(both)} are two ways to one thing: give one of them.");
        try
        {
            var schemas = SchemaFolder.With(SchemasPath);
            return new WebhookConsumer(address, Secret)
            {
                WebhookKey = Key(),
                Handles = Events is null ? null : [.. Names.Split("--events", Events).SelectMany(name => ProgramEvents.Find(name) ?? [Known(name, schemas)]).Distinct()],
                Given = GivenCapabilities.OverHttp(CapabilityUrls, probes, address).ByCommand(CapabilityCommands, address),
                AcceptAnyCertificate = IsInsecure,
                EffectTimeout = EffectTimeout ?? TimeSpan.FromSeconds(5),
                Waived = Waivers(clauses),
                Schemas = schemas,
            };
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(UsageException.Sentence(exception));
        }
    }

    /// <summary>The command that sends the deliveries of a token to the same consumer. It names no secret: that comes from the environment.</summary>
    public string ReplayCommand(string token)
    {
        var words = new List<string> { CheckCommand.Name, MaskedAddress.OfText(Url) };
        Add("--webhook-key", WebhookKey);
        Add("--events", Events);
        foreach (var capability in Capability.All.Where(CapabilityUrls.ContainsKey))
            Add(OptionWords.Of(capability), MaskedAddress.OfText(CapabilityUrls[capability]));
        foreach (var (capability, text) in CapabilityCommands)
            Add(OptionWords.OfCommand(capability), text);
        Add("--schemas", SchemasPath);
        Add(OwnClauses.Option, ClausesPath);
        foreach (var waiver in Waive)
            Add("--waive", waiver);
        Add("--effect-timeout", EffectTimeout?.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        words.AddRange([.. IsStrict ? ["--strict"] : Array.Empty<string>(), .. IsInsecure ? ["--insecure"] : Array.Empty<string>(), "--replay", token]);
        return Invocation.Of(words);

        void Add(string option, string? value)
        {
            if (value is not null)
                words.AddRange([option, value]);
        }
    }

    private string? Key() => WebhookKey is null || !string.IsNullOrWhiteSpace(WebhookKey)
        ? WebhookKey
        : throw new UsageException("--webhook-key is blank. Give the key that Partnero shows with the webhook, such as uLbBzVvN7ARX, or leave it out.");

    private static string Known(string name, WebhookSchemas schemas) => schemas.Events.Contains(name)
        ? name
        : throw new UsageException($"--events names '{name}', and no schema describes such an event. The nearest is {NearestName.Of(name, [.. schemas.Events, .. ProgramEvents.Names])}. The events of a type of program are {string.Join(", ", ProgramEvents.Names.SkipLast(1))} and {ProgramEvents.Names[^1]}. For events of your own, give their schemas (--schemas).");

    private Dictionary<string, string> Waivers(IReadOnlyList<WebhookClause> clauses)
    {
        var waivers = new Dictionary<string, string>();
        foreach (var waiver in Waive)
        {
            if (waiver.Split('=', 2) is not [var id, var reason] || string.IsNullOrWhiteSpace(reason))
                throw new UsageException($"--waive is '{waiver}', and must be a clause and a reason, such as --waive \"SIG-08=the proxy in front keeps the spelling\".");
            waivers[ClauseNames.Find("--waive", id.Trim(), clauses).Id] = reason.Trim();
        }

        return waivers;
    }
}
