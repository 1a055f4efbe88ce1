using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>What <c>check</c> was told, as it was given.</summary>
internal sealed record CheckOptions(
    string Url,
    string? Secret,
    string? Events,
    string? EffectsUrl,
    string? FailUrl,
    string? ClockUrl,
    string? RestartUrl,
    string? SchemasPath,
    ulong? Seed,
    string? Replay,
    IReadOnlyList<string> Only,
    IReadOnlyList<string> Waive,
    TimeSpan? Patience,
    bool IsStrict,
    string? ReportPath)
{
    /// <summary>The consumer that the options describe.</summary>
    /// <exception cref="UsageException">An option is wrong; the message names it.</exception>
    public WebhookConsumer ToConsumer(HttpProbes probes)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"The consumer's address is '{Url}', and must be an absolute http or https address, such as http://127.0.0.1:3000/webhooks/partnero.");
        if (string.IsNullOrWhiteSpace(Secret))
            throw new UsageException("There is no signing secret. Give the one that the consumer is configured with, by --secret or in the environment variable PARTNERO_SECRET.");
        try
        {
            var schemas = ReadSchemas();
            return new WebhookConsumer(address, Secret)
            {
                Handles = Events is null ? null : [.. Names.Split("--events", Events).Select(name => Known(name, schemas))],
                Effects = EffectsUrl is null ? null : probes.Effects(EffectsUrl),
                FailFor = FailUrl is null ? null : probes.FailFor(FailUrl),
                FailsAtEveryPoint = FailUrl?.Contains("{point}", StringComparison.Ordinal) ?? true,
                Clock = ClockUrl is null ? null : probes.Clock(ClockUrl),
                Restart = RestartUrl is null ? null : probes.Restart(RestartUrl, address),
                Patience = Patience ?? TimeSpan.FromSeconds(5),
                Waived = Waivers(),
                Schemas = schemas,
            };
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(UsageException.Sentence(fault));
        }
    }

    /// <summary>The clauses to check.</summary>
    /// <exception cref="UsageException">There is no clause of a name.</exception>
    public IReadOnlyList<WebhookClause>? ToClauses() => Only.Count == 0 ? null : [.. Only.SelectMany(list => Names.Split("--only", list)).Select(id => Find("--only", id)).Distinct()];

    private WebhookSchemas ReadSchemas()
    {
        if (SchemasPath is null)
            return WebhookSchemas.BuiltIn;
        if (string.IsNullOrWhiteSpace(SchemasPath))
            throw new UsageException($"--schemas is '{SchemasPath}', and must be a folder with schemas.");
        try
        {
            return WebhookSchemas.BuiltIn.WithFolder(SchemasPath);
        }
        catch (Exception fault) when (fault is SchemaException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--schemas: {fault.Message}");
        }
    }

    private static string Known(string name, WebhookSchemas schemas) => schemas.Events.Contains(name)
        ? name
        : throw new UsageException($"--events names '{name}', and no schema describes such an event. The nearest is {Names.Nearest(name, schemas.Events)}. For events of your own, give their schemas (--schemas).");

    private Dictionary<string, string> Waivers()
    {
        var waivers = new Dictionary<string, string>();
        foreach (var waiver in Waive)
        {
            if (waiver.Split('=', 2) is not [var id, var reason] || string.IsNullOrWhiteSpace(reason))
                throw new UsageException($"--waive is '{waiver}', and must be a clause and a reason, such as --waive \"SIG-08=the proxy in front keeps the spelling\".");
            waivers[Find("--waive", id.Trim()).Id] = reason.Trim();
        }

        return waivers;
    }

    private static WebhookClause Find(string option, string id) =>
        PartneroContract.Clauses.FirstOrDefault(clause => clause.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"{option} names '{id}', and no clause is called so. The clauses are {string.Join(", ", PartneroContract.Clauses.Select(clause => clause.Id))}.");
}
