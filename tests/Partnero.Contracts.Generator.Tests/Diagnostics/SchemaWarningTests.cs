using System.Globalization;
using Microsoft.CodeAnalysis;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>What is right by draft-07 and hardly meant, and what items say of their files.</summary>
public sealed class SchemaWarningTests
{
    private const string Plain = """{"type": "object", "properties": {"id": {"type": "string"}}}""";

    [Theory]
    [InlineData("""{"type": "object", "required": ["id", «"name"»], "properties": {"id": {"type": "string"}}}""")]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}}, "anyOf": [{"required": ["id"]}, {"required": [«"name"»]}]}""", "PTN0011")]
    [InlineData("""{"allOf": [{"$ref": "#/definitions/base"}], "required": [«"name"»], "definitions": {"base": {"type": "object", "properties": {"id": {"type": "string"}}}}}""")]
    public void A_required_name_that_no_property_has_is_PTN0014_at_the_name(string schema, string? beside = null)
    {
        var start = schema.IndexOf('«', StringComparison.Ordinal);
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", schema.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)));

        var diagnostic = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id != beside);
        Assert.Equal(("PTN0014", DiagnosticSeverity.Warning, start), (diagnostic.Id, diagnostic.Severity, diagnostic.Location.SourceSpan.Start));
    }

    [Theory]
    [InlineData("""{"type": "object", "required": ["anything"]}""")]
    [InlineData("""{"allOf": [{"type": "object", "required": ["kind"], "properties": {"id": {"type": "string"}}}, {"type": "object", "properties": {"kind": {"type": "string"}}}]}""")]
    [InlineData("""{"allOf": [{"$ref": "#/definitions/base"}, {"type": "object", "properties": {"kind": {"type": "string"}}}], "definitions": {"base": {"type": "object", "required": ["kind"], "properties": {"id": {"type": "string"}}}}}""")]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}}, "not": {"required": ["old"]}}""", "PTN0005")]
    [InlineData("""{"type": "object", "required": ["required"], "properties": {"required": {"type": "string"}}}""")]
    public void A_name_that_another_part_describes_or_of_which_nothing_is_known_is_no_matter(string schema, string? beside = null) =>
        Assert.DoesNotContain(GeneratorRun.Of(SchemaInput.Event("order.paid", schema)).Diagnostics, diagnostic => diagnostic.Id != beside);

    [Fact]
    public void Schemas_of_the_package_have_no_warning() => Assert.Empty(GeneratorRun.Of(BuiltInSchemas.All).Diagnostics);

    [Theory]
    [InlineData("order.paid", true)]
    [InlineData("order", false)]
    public void A_file_is_that_of_an_event_where_its_name_has_a_dot(string name, bool isEvent)
    {
        var run = GeneratorRun.Of(File(name, Plain, ""), File("order.sent", $$"""{"$ref": "{{name}}.schema.json"}""", ""));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(isEvent, run.Sources["PartneroEvents.g.cs"].Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_a_dot_is_that_of_an_event_where_its_item_says_so()
    {
        var run = GeneratorRun.Of(File("order", Plain, "event"));

        Assert.Empty(run.Diagnostics);
        Assert.Contains("Order.g.cs", run.Sources.Keys);
    }

    [Theory]
    [InlineData("Order.paid", "", "No event can be called 'Order.paid'")]
    [InlineData("order paid.sent", "", "No event can be called 'order paid.sent'")]
    [InlineData("order..paid", "event", "No event can be called 'order..paid'")]
    [InlineData("order", "", "'order' has no dot")]
    public void A_file_that_can_hardly_be_meant_is_PTN0015(string name, string kind, string words)
    {
        var diagnostic = Assert.Single(GeneratorRun.Of(File(name, Plain, kind)).Diagnostics);

        Assert.Equal(("PTN0015", DiagnosticSeverity.Warning, $"/shop/schemas/{name}.schema.json"), (diagnostic.Id, diagnostic.Severity, diagnostic.Location.GetMappedLineSpan().Path));
        Assert.Contains(words, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_is_none_is_PTN0010_in_its_file()
    {
        var run = GeneratorRun.Of(File("order.paid", Plain, "evnt"));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("PTN0010", "/shop/schemas/order.paid.schema.json"), (diagnostic.Id, diagnostic.Location.GetMappedLineSpan().Path));
        Assert.Contains("is 'evnt', and must be event or definition", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("OrderPaid.g.cs", run.Sources.Keys);
    }

    private static SchemaInput File(string name, string text, string kind) => new($"/shop/schemas/{name}.schema.json", text, kind, "project");
}
