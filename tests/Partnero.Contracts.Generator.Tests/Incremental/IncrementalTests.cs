using Microsoft.CodeAnalysis;
using Partnero.Contracts.Generator.Tests.Support;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;
using Steps = Partnero.Contracts.Generator.PartneroGenerator.Steps;

namespace Partnero.Contracts.Generator.Tests.Incremental;

public sealed class IncrementalTests
{
    private const string Before = """{"description": "Paid.", "type": "object", "properties": {"id": {"type": "string"}}}""";

    private static readonly SchemaInput Own = SchemaInput.Event("order.paid", Before);

    private static readonly string[] AllSteps =
        [Steps.Texts, Steps.Files, Steps.Linked, Steps.Model, Steps.Diagnostics, Steps.Objects, Steps.OpenValues, Steps.Events];

    [Fact]
    public void Editing_code_runs_nothing()
    {
        var run = First().AfterEditingCode();

        Assert.All(AllSteps, step => Assert.All(run.Reasons(step), IsOld));
        Assert.All(run.OutputReasons, reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void Loading_the_same_options_again_parses_and_emits_nothing()
    {
        var run = First().AfterReloading(new ProjectOptions(("RootNamespace", "Shop")));

        Assert.All(run.Reasons(Steps.Files), IsOld);
        Assert.All(run.OutputReasons, IsOld);
    }

    [Fact]
    public void Choosing_another_namespace_parses_nothing_and_emits_again()
    {
        var run = First().AfterReloading(new ProjectOptions(("PartneroNamespace", "Billing")));

        Assert.All(run.Reasons(Steps.Files), IsOld);
        Assert.Contains("namespace Billing;", run.Sources["Partner.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Editing_one_schema_parses_only_that_one()
    {
        var run = First().AfterReplacing(Own, Before.Replace("string", "integer", StringComparison.Ordinal));

        var parsed = Assert.Single(run.Reasons(Steps.Files), reason => reason is Modified or New);
        Assert.Equal(Modified, parsed);
        Assert.Equal(BuiltInSchemas.All.Count, run.Reasons(Steps.Files).Count(reason => reason is Cached or Unchanged));
    }

    [Fact]
    public void Editing_a_payload_emits_only_its_type()
    {
        var run = First().AfterReplacing(Own, Before.Replace("string", "integer", StringComparison.Ordinal));

        Assert.Single(run.Reasons(Steps.Objects), reason => reason is Modified or New);
        Assert.All(run.Reasons(Steps.Events), IsOld);
        Assert.Contains("long? Id", run.Sources["OrderPaidData.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_blanks_emits_nothing()
    {
        var run = First().AfterReplacing(Own, Before.Replace("{", "\n  {  ", StringComparison.Ordinal));

        Assert.All(run.Reasons(Steps.Model), IsOld);
        Assert.All(run.OutputReasons, IsOld);
    }

    [Fact]
    public void A_fault_that_moved_is_reported_again_and_emits_nothing()
    {
        var faulty = SchemaInput.Event("order.sent", """{"nullable": true}""");
        var run = GeneratorRun.Of([.. BuiltInSchemas.All, faulty]).AfterReplacing(faulty, "\n{\"nullable\": true}");

        Assert.Equal(1, Assert.Single(run.Diagnostics).Location.GetMappedLineSpan().StartLinePosition.Line);
        Assert.Equal([Unchanged], run.Reasons(Steps.Model));
    }

    [Fact]
    public void Schemas_in_another_order_give_the_same_bytes()
    {
        SchemaInput[] schemas = [.. BuiltInSchemas.All, Own];

        Assert.Equal(GeneratorRun.Of(schemas).Sources, GeneratorRun.Of(schemas.Reverse()).Sources);
    }

    [Fact]
    public void Generated_lines_end_in_the_same_way_everywhere() =>
        Assert.All(First().Sources.Values, text => Assert.DoesNotContain('\r', text));

    private static GeneratorRun First() => GeneratorRun.Of([.. BuiltInSchemas.All, Own]);

    private static void IsOld(IncrementalStepRunReason reason) => Assert.True(reason is Cached or Unchanged, $"The step is {reason}.");
}
