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

    [Fact]
    public void A_consumer_that_is_down_is_one_sentence()
    {
        var message = suite.Cases("Nobody_is_there").Single(test => Id(test) == "SIG-01").Descendants("message").Single().Value;

        Assert.Matches(@"^([\w.]+ : )?Nothing answers at http://127\.0\.0\.1:9/webhooks: [^\n]+ Start the consumer, or correct the address\.$", message);
        Assert.Equal("Skip", Result(suite.Cases("Nobody_is_there").Single(test => Id(test) == "SIG-02")));
        Assert.Contains("Nothing answers at http://127.0.0.1:9/webhooks", suite.Cases("Nobody_is_there").Single(test => Id(test) == "VERDICT").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_fails_before_it_verifies_says_why_and_no_more()
    {
        var message = suite.Cases("Stumbles_first").Single(test => Id(test) == "SIG-01").Descendants("message").Single().Value;

        Assert.EndsWith("The database of SIG-01 is not there.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("never verified", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undecided_run_has_a_case_that_fails_and_says_why()
    {
        var nothing = suite.Cases("Nothing_is_handled").ToDictionary(Id, test => test);
        var waived = suite.Cases("All_is_waived").ToDictionary(Id, test => test);

        Assert.Equal(("Fail", "Skip", "Fail"), (Result(nothing["BODY-01"]), Result(nothing["SIG-01"]), Result(nothing["VERDICT"])));
        Assert.Contains("No event is named in WebhookConsumer.Handles", nothing["BODY-01"].Value, StringComparison.Ordinal);
        Assert.Equal(("Skip", "Fail"), (Result(waived["SIG-02"]), Result(waived["VERDICT"])));
        Assert.Contains("SIG-02 is waived", waived["VERDICT"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_that_fails_shows_what_the_application_logged()
    {
        var results = suite.Cases("Failing_shows_its_log").ToDictionary(Id, test => test);

        Assert.Equal("Fail", Result(results["BODY-01"]));
        Assert.Contains("the ledger is locked", results["BODY-01"].Descendants("message").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_how_to_fix_it_and_where_its_page_is()
    {
        var message = suite.Cases("NoDedupe_breaks_two").Single(test => Id(test) == "IDEM-01").Descendants("message").First().Value;

        Assert.Contains(PartneroContract.Find("IDEM-01").Remedy, message, StringComparison.Ordinal);
        Assert.Contains(PartneroContract.Find("IDEM-01").Page!.AbsoluteUri, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_case_has_its_clause_and_group_as_traits()
    {
        var traits = suite.Cases("Sound_keeps_the_contract").Single(test => Id(test) == "IDEM-03").Descendants("trait").Select(trait => (trait.Attribute("name")!.Value, trait.Attribute("value")!.Value));

        Assert.Equal([("Clause", "IDEM-03"), ("Group", "IDEM")], traits.Order());
    }

    private static string Result(XElement test) => test.Attribute("result")!.Value;

    private static string Id(XElement test) => test.Attribute("name")!.Value.Split(" › ")[1].Split(' ')[0];
}
