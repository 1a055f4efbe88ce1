using Microsoft.CodeAnalysis;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>What several schemas are to each other.</summary>
public sealed class SchemaSetTests
{
    private const string Plain = """{"type": "object", "properties": {"shop": {"type": "string"}}}""";

    [Fact]
    public void A_schema_of_the_project_replaces_the_built_in_one_of_its_event()
    {
        var run = GeneratorRun.Of([.. BuiltInSchemas.All, SchemaInput.Event("partner.created", Plain)]);

        Assert.Empty(run.Diagnostics);
        Assert.Contains("string? Shop", run.Sources["PartnerCreatedData.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_of_the_project_replaces_the_built_in_one_of_its_id()
    {
        var own = BuiltInSchemas.Definitions.Single(schema => schema.Content.Contains("\"PartnerStatus\"", StringComparison.Ordinal))
            .Content.Replace("\"active\"", "\"on_leave\"", StringComparison.Ordinal);

        var run = GeneratorRun.Of([.. BuiltInSchemas.All, SchemaInput.Definition("partner-status", own)]);

        Assert.Empty(run.Diagnostics);
        Assert.Contains("OnLeave", run.Sources["PartnerStatus.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_schemas_of_the_project_for_one_event_are_PTN0004_in_the_second()
    {
        var first = new SchemaInput("/shop/a/order.paid.schema.json", Plain, "event", "project");

        var diagnostic = MarkedSchema.Event("«{»}").Reports("PTN0004", DiagnosticSeverity.Error, first);

        Assert.Contains(first.Path, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_events_of_one_record_are_PTN0007_in_the_second() =>
        MarkedSchema.Event("«{}»", "order_paid").Reports("PTN0007", DiagnosticSeverity.Error, SchemaInput.Event("order.paid", "{}"));

    [Fact]
    public void A_reference_to_a_file_that_is_not_JSON_is_PTN0003()
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", """{"$ref": "parcel.schema.json"}"""), SchemaInput.Definition("parcel", "{"));

        Assert.Equal(["PTN0001", "PTN0003"], run.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public void A_schema_with_a_fault_does_not_take_the_others_with_it()
    {
        var run = GeneratorRun.Of([.. BuiltInSchemas.All, SchemaInput.Event("order.paid", "{")]);

        Assert.Equal("PTN0001", Assert.Single(run.Diagnostics).Id);
        Assert.Contains("PartnerCreated.g.cs", run.Sources.Keys);
        Assert.DoesNotContain("OrderPaid.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void Without_schemas_nothing_is_generated()
    {
        var run = GeneratorRun.Of();

        Assert.Empty(run.Sources);
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Definitions_alone_generate_nothing() => Assert.Empty(GeneratorRun.Of(BuiltInSchemas.Definitions).Sources);

    [Fact]
    public void Additional_files_that_are_no_schemas_are_left_alone()
    {
        var run = GeneratorRun.Of(new SchemaInput("/shop/notes.txt", "no JSON", "", ""));

        Assert.Empty(run.Sources);
        Assert.Empty(run.Diagnostics);
    }
}
