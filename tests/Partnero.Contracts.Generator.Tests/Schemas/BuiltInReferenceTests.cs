extern alias fixtures;

using System.Text;
using fixtures::Partnero.Contracts.Testing;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Schemas;

/// <summary>docs/schemas.md: a schema of a consumer's own refers to built-in definitions by their <c>$id</c>.</summary>
public sealed class BuiltInReferenceTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(Folders.Repository, "docs", "schemas.md"))
        .Split("\n## References\n")[1].Split("```json\n")[1].Split("```")[0];

    [Fact]
    public void The_generator_follows_them()
    {
        var run = GeneratorRun.Of([.. BuiltInSchemas.All, SchemaInput.Event("voucher.created", Example)]);

        Assert.Empty(run.Diagnostics);
        var data = run.Sources["VoucherCreatedData.g.cs"];
        Assert.All(["Reference? Partner ", "decimal? Amount ", "string? Email "], property => Assert.Contains($"public {property}", data, StringComparison.Ordinal));
        run.Compile();
    }

    [Fact]
    public void The_fixtures_follow_them()
    {
        const string body = """
            {"event":"voucher.created","url":"https://shop.example.com/hook","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z",
            "data":{"id":"v1","partner":false,"amount":false,"email":false} }
            """;

        var violations = WebhookSchemas.BuiltIn.With("voucher.created", Example).Validate(Encoding.UTF8.GetBytes(body));

        Assert.Equal(["/data/amount", "/data/email", "/data/partner"], violations.Select(violation => violation.Pointer).Distinct().Order(StringComparer.Ordinal));
    }
}
