using System.Globalization;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>The words that say what draft-07 cannot have values of their own; a project's other words have any.</summary>
public sealed class OwnKeywordTests
{
    [Theory]
    [InlineData("x-role", "\"money!\"", "'x-role' must be identity, key, reference, money, map, person-name or code, and is 'money!'")]
    [InlineData("x-evidence", "true", "'x-evidence' must be known, advice or opt-in, and is a boolean")]
    [InlineData("x-documented-by", "\"me\"", "'x-documented-by' must be guide or nobody, and is 'me'")]
    [InlineData("x-follows", "\"order.placed\"", "'x-follows' must be a list of names, and is a string")]
    [InlineData("x-ends", "1", "'x-ends' must be true or false, and is 1")]
    public void A_value_that_a_word_does_not_have_is_an_error(string word, string value, string message)
    {
        var diagnostic = Assert.Single(Run(word, value).Diagnostics);

        Assert.Equal(("PTN0002", message), (diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("x-role", "\"money\"")]
    [InlineData("x-refers-to", "\"partner\"")]
    [InlineData("x-usual", "[]")]
    [InlineData("x-evidence", "\"opt-in\"")]
    [InlineData("x-documented-by", "\"nobody\"")]
    [InlineData("x-follows", "[\"order.placed\"]")]
    [InlineData("x-ends", "true")]
    [InlineData("x-ours", "{\"anything\": null}")]
    public void A_value_that_it_has_changes_nothing_of_what_is_generated(string word, string value)
    {
        var run = Run(word, value);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(Run("description", "\"\"").Sources.Keys.Order(), run.Sources.Keys.Order());
    }

    private static GeneratorRun Run(string word, string value) =>
        GeneratorRun.Of(SchemaInput.Event("order.paid", $$"""{"type": "object", "{{word}}": {{value}}, "properties": {"id": {"type": "string"} } }"""));
}
