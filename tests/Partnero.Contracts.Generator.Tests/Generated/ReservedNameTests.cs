using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>C# allows no member to have the name of its type.</summary>
public sealed class ReservedNameTests
{
    [Theory]
    [InlineData("event", "EventType")]
    [InlineData("read", "ReadType")]
    [InlineData("all", "AllType")]
    [InlineData("data", "Data")]
    [InlineData("url", "Url")]
    [InlineData("read.webhook", "ReadWebhook")]
    public void An_event_may_have_the_name_of_a_member(string name, string record)
    {
        var run = GeneratorRun.Of(SchemaInput.Event(name, """{"type": "object", "properties": {"id": {"type": "string"}}}"""));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(record, run.Compile().Read(Payloads.Body(name, "{}")).GetType().Name);
    }

    [Theory]
    [InlineData("read", """ "type": "object", "properties": {"id": {"type": "string"}} """)]
    [InlineData("additional properties", """ "type": "object", "properties": {"id": {"type": "string"}} """)]
    [InlineData("to_string", """ "type": "object", "properties": {"id": {"type": "string"}} """)]
    [InlineData("value", """ "enum": ["a", "b"] """)]
    [InlineData("is_known", """ "enum": ["a", "b"] """)]
    [InlineData("!", """ "enum": ["a", "b"] """)]
    public void A_title_may_be_the_name_of_a_member(string title, string schema)
    {
        var run = GeneratorRun.Of(Titled(title, schema));

        Assert.Empty(run.Diagnostics);
        run.Compile();
    }

    [Theory]
    [InlineData("I order paid handler")]
    [InlineData("partnero dispatcher")]
    [InlineData("Partnero_events")]
    [InlineData("order paid")]
    public void A_title_that_is_the_name_of_another_type_is_a_name_clash_and_compiles_all_the_same(string title)
    {
        var run = GeneratorRun.Of(Titled(title, """ "type": "object", "properties": {"id": {"type": "string"}} """));

        Assert.Equal("PTN0007", Assert.Single(run.Diagnostics).Id);
        run.Compile();
    }

    private static SchemaInput Titled(string title, string schema) => SchemaInput.Event(
        "order.paid", $$"""{"type": "object", "properties": {"part": {"title": "{{title}}", {{schema}} } } }""");
}
