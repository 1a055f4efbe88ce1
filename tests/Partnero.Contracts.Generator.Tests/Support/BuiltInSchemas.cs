namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>The schemas that come with the package.</summary>
internal static class BuiltInSchemas
{
    public static IReadOnlyList<SchemaInput> Events { get; } = Load("events", "event");

    public static IReadOnlyList<SchemaInput> Definitions { get; } = Load("definitions", "definition");

    public static IReadOnlyList<SchemaInput> All { get; } = [.. Events, .. Definitions];

    public static SchemaInput Event(string name) => Events.Single(schema => schema.Path.EndsWith($"/{name}.schema.json", StringComparison.Ordinal));

    // The paths are made up: what is generated must not depend on where the package lies.
    private static SchemaInput[] Load(string folder, string kind) =>
    [
        .. Directory.GetFiles(Path.Combine(Folders.Schemas, folder), "*.schema.json")
            .Order(StringComparer.Ordinal)
            .Select(file => new SchemaInput($"/package/schemas/{folder}/{Path.GetFileName(file)}", File.ReadAllText(file), kind, "builtin")),
    ];
}
