using System.Text;
using Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Testing.Received;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>A proposal of a schema of one's own stands alone: what other files hold, and have no address for, comes along.</summary>
public sealed class OwnSchemaProposalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proposals-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_its_files_hold_comes_along()
    {
        Write("voucher.created", """
            {"type": "object", "required": ["id"], "properties": {
              "id": {"type": "string", "x-role": "identity"}, "code": {"$ref": "voucher.schema.json#/definitions/code"}, "parts": {"$ref": "voucher.schema.json"},
              "partner": {"$ref": "https://partnero-contracts.example/schemas/definitions/reference.schema.json"}, "again": {"$ref": "#/properties/id"}}}
            """);
        Write("voucher", """
            {"title": "Voucher", "type": "object", "properties": {"code": {"$ref": "#/definitions/code"}, "parts": {"type": "array", "items": {"$ref": "#"}}},
             "definitions": {"code": {"type": "string"}}}
            """);
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes("""
            {"event":"voucher.created","url":"https://a/","webhook_key":"w","created_at":"2025-01-15T10:30:00.000000Z",
             "data":{"id":"v1","code":7,"parts":{"code":"c","parts":[{"code":"d","colour":"red"}]},"partner":"p1","again":"v1"}}
            """);
        var proposal = SchemaProposal.Of(WebhookSchemas.BuiltIn.WithFolder(_folder.FullName), "voucher.created", [body], namesFields: true)!;

        Assert.Equal(["/data/code", "/data/parts/parts/0/colour"], proposal.Changes.Select(change => change.Pointer));
        Assert.DoesNotContain("file:", proposal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Name, proposal.Text, StringComparison.Ordinal);
        Assert.Contains("https://partnero-contracts.example/schemas/definitions/reference.schema.json", proposal.Text, StringComparison.Ordinal);
        var reading = DeliveryReading.Of(body, new ReadableSchemas(WebhookSchemas.BuiltIn.With("voucher.created", proposal.Text)));
        Assert.True(reading.IsAsDescribed, $"{string.Join("; ", reading.Deviations)} {reading.Exception?.Message}");
        Assert.Empty(reading.Unnamed);
    }

    private void Write(string name, string schema) => File.WriteAllText(Path.Combine(_folder.FullName, name + ".schema.json"), schema);
}
