using System.Xml.Linq;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>Runs a suite that a user could have written, as a process of its own, and looks at what it reports.</summary>
public sealed class XunitAttributeTests(SuiteRun suite) : IClassFixture<SuiteRun>
{
    [Fact]
    public void Each_clause_is_a_case_named_by_it()
    {
        var names = suite.Cases("Sound_keeps_the_contract").Select(test => test.Attribute("name")!.Value).ToList();

        Assert.Equal([.. PartneroContract.Clauses.Select(clause => $"Sound_keeps_the_contract › {clause}"), "Sound_keeps_the_contract › VERDICT enough was exercised for a verdict"], names);
        Assert.Contains("Sound_keeps_the_contract › IDEM-03 a race of duplicates takes effect once", names);
    }

    [Fact]
    public void A_sound_consumer_passes_every_case()
    {
        Assert.All(suite.Cases("Sound_keeps_the_contract"), test => Assert.Equal("Pass", Result(test)));
    }

    [Fact]
    public void A_broken_clause_fails_its_case_with_a_reproduction()
    {
        var results = suite.Cases("NoDedupe_breaks_two").ToDictionary(Id, test => test);

        Assert.Equal(("Pass", "Fail", "Fail"), (Result(results["SIG-01"]), Result(results["IDEM-01"]), Result(results["IDEM-03"])));
        Assert.Contains("curl -i", results["IDEM-01"].Descendants("message").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_exercised_or_is_waived_is_skipped_with_the_reason()
    {
        var results = suite.Cases("Blind_is_skipped").ToDictionary(Id, test => test);

        Assert.Equal(("Pass", "Skip", "Skip"), (Result(results["SIG-01"]), Result(results["SIG-02"]), Result(results["IDEM-01"])));
        Assert.Contains("the gateway in front refuses it", results["SIG-02"].Value, StringComparison.Ordinal);
        Assert.Contains("Set WebhookConsumer.Effects", results["IDEM-01"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_never_verified_fails()
    {
        var results = suite.Cases("Careless_never_verifies").ToDictionary(Id, test => test);

        Assert.All(results.Values, test => Assert.Equal("Fail", Result(test)));
        Assert.Contains("never verified SIG-01", results["SIG-01"].Value, StringComparison.Ordinal);
    }

    private static string Result(XElement test) => test.Attribute("result")!.Value;

    private static string Id(XElement test) => test.Attribute("name")!.Value.Split(" › ")[1].Split(' ')[0];
}
