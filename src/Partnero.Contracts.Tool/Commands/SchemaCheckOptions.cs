namespace Partnero.Contracts.Tool.Commands;

/// <summary>What <c>schema check</c> was told, as it was given.</summary>
internal sealed record SchemaCheckOptions(
    IReadOnlyList<string> Deliveries,
    string? SchemasPath,
    string? ProposePath,
    bool AddsFields,
    string? AnonymisePath,
    bool IsForced,
    bool ShowsValues,
    bool IsJson);
