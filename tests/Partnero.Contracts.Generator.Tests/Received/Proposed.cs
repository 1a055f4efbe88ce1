extern alias fixtures;

using System.Text;
using fixtures::Partnero.Contracts.Testing;
using fixtures::Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Received;

/// <summary>What is proposed of deliveries, with names for their fields, and what comes of it.</summary>
internal static class Proposed
{
    public static SchemaProposal? Of(WebhookSchemas schemas, string name, IReadOnlyList<ReadOnlyMemory<byte>> bodies) => SchemaProposal.Of(schemas, name, bodies, namesFields: true);

    public static byte[] Body(string name, string data) => Encoding.UTF8.GetBytes(
        $$"""{"event":{{System.Text.Json.JsonSerializer.Serialize(name)}},"url":"https://shop.example.com","webhook_key":"uLbBzVvN7ARX","created_at":"2026-11-02T10:00:00.000000Z","data":{{data}}}""");

    public static GeneratedAssembly Generate(string name, string? schema)
    {
        var run = GeneratorRun.Of([.. BuiltInSchemas.All, .. schema is null ? [] : new[] { SchemaInput.Event(name, schema) }]);
        Assert.True(run.Diagnostics.IsEmpty, $"{string.Join('\n', run.Diagnostics)}\n{schema}");
        return run.Compile();
    }
}
