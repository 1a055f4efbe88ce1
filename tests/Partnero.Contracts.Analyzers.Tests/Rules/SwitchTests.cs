using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class SwitchTests
{
    private const string Plain = "class Start { object Create() => new SignatureVerifier([\"Q7f2KxW9mLp3TzRb\"]); }";

    private const string Marked = "class Start { object Create() => new SignatureVerifier([[|\"Q7f2KxW9mLp3TzRb\"|]]); }";

    [Theory]
    [InlineData("PartneroAnalyzers = false")]
    [InlineData("PartneroAnalyzers = False")]
    [InlineData("RootNamespace = Shop")]
    public Task One_property_turns_them_off_and_without_it_they_are_off(string property) => Snippet.ReportsAsync<LiteralSecretAnalyzer>(Plain, property);

    [Theory]
    [InlineData("PartneroAnalyzers = true")]
    [InlineData("PartneroAnalyzers =")]
    public Task And_otherwise_they_are_on(string property) => Snippet.ReportsAsync<LiteralSecretAnalyzer>(Marked, property);
}
