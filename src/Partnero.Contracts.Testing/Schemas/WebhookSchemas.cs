using System.Collections.Frozen;
using System.Text.Json;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>The built-in schemas of Partnero's webhooks.</summary>
public static class WebhookSchemas
{
    private const string Ending = ".schema.json";

    private static readonly FrozenDictionary<string, JsonElement> Files = LoadAll();

    /// <summary>The names of all events that have a schema, in order.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        .. Files.Keys.Where(path => path.StartsWith("events/", StringComparison.Ordinal))
            .Select(path => path["events/".Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The names of the events that the guide documents, in order. Of the others nothing is known but their names.</summary>
    public static IReadOnlyList<string> Documented { get; } = [.. Events.Where(name => At($"events/{name}").TryGetProperty("allOf", out _))];

    /// <summary>Checks a body against the envelope's schema and that of its event.</summary>
    /// <param name="body">The raw body.</param>
    /// <returns>What is wrong with it; nothing where it is valid, or of an event without a schema.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static IReadOnlyList<string> Validate(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var faults = SchemaJudge.Validate("envelope", root).ToList();
        if (faults.Count == 0 && root.GetProperty("event").GetString() is { } name && Events.Contains(name))
            faults.AddRange(SchemaJudge.Validate($"events/{name}", root.GetProperty("data")).Select(fault => "data: " + fault));
        return faults;
    }

    /// <summary>The schema of a path such as <c>events/partner.created</c>.</summary>
    internal static JsonElement At(string path) => Files[path + Ending];

    /// <summary>The path that a <c>$ref</c> in a file leads to.</summary>
    internal static string Follow(string from, string reference) =>
        new Uri(new Uri("schema:/" + from), reference).AbsolutePath.TrimStart('/')[..^Ending.Length];

    private static FrozenDictionary<string, JsonElement> LoadAll()
    {
        var assembly = typeof(WebhookSchemas).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("schemas/", StringComparison.Ordinal))
            .ToFrozenDictionary(name => name["schemas/".Length..].Replace('\\', '/'), name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var document = JsonDocument.Parse(stream);
                return document.RootElement.Clone();
            });
    }
}
