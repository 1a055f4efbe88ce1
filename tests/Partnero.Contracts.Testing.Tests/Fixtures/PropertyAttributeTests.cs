using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Tests.Contract;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>What <c>[WebhookProperty]</c> draws and reports, in a suite that a user could have written.</summary>
public sealed partial class PropertyAttributeTests(SuiteRun suite) : IClassFixture<SuiteRun>
{
    [Theory]
    [InlineData("Valid_deliveries_verify")]
    [InlineData("One_event_alone_is_drawn")]
    [InlineData("Forgeries_are_refused")]
    [InlineData("Sequences_expect_what_they_deliver")]
    public void A_property_that_holds_passes(string method) => Assert.Equal("Pass", Result(method));

    [Fact]
    public void A_property_that_does_not_hold_shows_the_smallest_case_and_a_token_that_draws_it_again()
    {
        var message = Message("Tags_are_few");

        Assert.Single(Token().Matches(message));
        var shrunk = message[message.IndexOf("Shrunk:", StringComparison.Ordinal)..];
        var again = ValidDelivery.OfToken(Token().Match(shrunk).Groups[1].Value);
        Assert.Contains(again.EntityId, shrunk, StringComparison.Ordinal);
        Assert.Equal(3, ((PhpArray)again.Delivery.Data["tags"]!).Count);
    }

    [Fact]
    public void A_token_in_the_attribute_draws_its_case_alone()
    {
        var message = Message("Tags_are_few_again");

        Assert.Contains("after 1 test (0 shrinks)", message, StringComparison.Ordinal);
        Assert.Contains(ValidDelivery.OfToken(SuiteTokens.ThreeTags).EntityId, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_token_fails_with_a_sentence() =>
        Assert.Contains("The replay token 'ptnAAAA' is not whole, or was changed.", Message("A_bad_token"), StringComparison.Ordinal);

    [Fact]
    public void A_folder_of_schemas_that_is_not_there_fails_with_where_it_was_looked_for()
    {
        var message = Message("A_folder_that_is_not_there");

        Assert.Contains($"{Path.DirectorySeparatorChar}no-such-folder: there is no such folder.", message, StringComparison.Ordinal);
        Assert.Contains("CopyToOutputDirectory", message, StringComparison.Ordinal);
    }

    private string Result(string method) => Assert.Single(suite.Cases(method)).Attribute("result")!.Value;

    private string Message(string method)
    {
        Assert.Equal("Fail", Result(method));
        return Assert.Single(suite.Cases(method)).Descendants("message").First().Value;
    }

    [GeneratedRegex("replay  (ptn[A-Za-z0-9_-]+)")]
    private static partial Regex Token();
}
