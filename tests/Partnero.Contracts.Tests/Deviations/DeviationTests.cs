using Partnero.Contracts.Tests.Dispatch;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Deviations;

/// <summary>A field of another type than its schema says is null, and what came is kept; who an entity is and how much it is about is never left out.</summary>
public class DeviationTests
{
    [Theory]
    [InlineData("name", "5", "a string", "a number")]
    [InlineData("referrals_count", "1.5", "a whole number", "a number that is not")]
    [InlineData("referrals_count", "\"1.5\"", "a whole number", "a string that is not")]
    [InlineData("name", "{\"first\":\"A\"}", "a string", "an object")]
    [InlineData("email", "[]", "a string", "a list")]
    [InlineData("status", "true", "a string", "a boolean")]
    [InlineData("created_at", "\"yesterday\"", "a date and time such as 2025-01-15T10:30:00.000000Z", "a string that is not")]
    [InlineData("created_at", "1736937000", "a date and time such as 2025-01-15T10:30:00.000000Z", "a number")]
    [InlineData("metadata", "\"none\"", "an object", "a string")]
    [InlineData("tags", "0.10", "a list", "a number")]
    public void A_field_of_another_type_is_null_and_what_came_is_kept_as_it_came(string field, string json, string expected, string actual)
    {
        var body = Bodies.Of("partner.created", $"{{\"id\":\"p1\",\"{field}\":{json},\"surname\":\"Smith\"}}");
        var webhook = Read.As<PartnerCreated>(body);

        var deviation = Assert.Single(webhook.Deviations);
        Assert.Equal(("/data/" + field, "/data/" + field, expected, actual), (deviation.Pointer, deviation.Cause, deviation.Expected, deviation.Actual));
        Assert.Equal(json, deviation.Value.GetRawText());
        Assert.Equal($"/data/{field} must be {expected}, and is {actual}", deviation.ToString());
        Assert.Equal(webhook.Data, Read.As<PartnerCreated>(Bodies.Of("partner.created", $"{{\"id\":\"p1\",\"{field}\":null,\"surname\":\"Smith\"}}")).Data);
    }

    [Fact]
    public void A_list_with_an_item_of_another_type_deviates_as_a_whole_and_says_which()
    {
        var webhook = Read.As<PartnerCreated>(Bodies.Partner(",\"tags\":[\"a\", [1.0e+3] ],\"name\":\"Ann\""));

        var deviation = Assert.Single(webhook.Deviations);
        Assert.Null(webhook.Data.Tags);
        Assert.Equal("Ann", webhook.Data.Name);
        Assert.Equal(("/data/tags", "/data/tags/1", "[\"a\", [1.0e+3] ]"), (deviation.Pointer, deviation.Cause, deviation.Value.GetRawText()));
        Assert.StartsWith("/data/tags is left out: /data/tags/1 must be ", deviation.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"id\":4,\"name\":\"premium\"}]", "/data/tags/0/value")]
    [InlineData("[\"a\",{}]", "/data/tags/1/value")]
    [InlineData("{\"b/c\":{\"value\":null}}", "/data/tags/b~1c/value")]
    public void A_label_without_its_text_leaves_out_the_labels_and_no_more(string tags, string cause)
    {
        var webhook = Read.As<PartnerCreated>(Bodies.Partner($",\"tags\":{tags},\"name\":\"Ann\""));

        var deviation = Assert.Single(webhook.Deviations);
        Assert.Equal(("/data/tags", cause, tags), (deviation.Pointer, deviation.Cause, deviation.Value.GetRawText()));
        Assert.Null(webhook.Data.Tags);
        Assert.Equal("Ann", webhook.Data.Name);
    }

    [Theory]
    [InlineData("partner.created", """{"id":"p1","tags":[5]}""", "an object or a string", "a number")]
    [InlineData("partner.created", """{"id":"p1","tags":[[]]}""", "an object or a string", "a list")]
    [InlineData("partner.created", """{"id":"p1","tags":[null]}""", "an object or a string", "null")]
    public void Of_a_union_all_that_it_takes_is_said(string name, string data, string expected, string actual)
    {
        var deviation = Assert.Single(Read.Any(Bodies.Of(name, data)).Deviations);
        Assert.Equal((expected, actual), (deviation.Expected, deviation.Actual));
    }

    [Fact]
    public void So_it_is_of_a_reference() =>
        Assert.Contains("/data/partner must be an object, a string or a whole number, and is a list", Read.Refused(Bodies.Of("reward.created", """{"id":"r1","partner":[]}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Several_deviations_are_named_in_the_order_in_which_they_came()
    {
        var webhook = Read.As<PartnerCreated>(Bodies.Of("partner.created", """{"tags":5,"id":"p1","name":[],"status":{},"surname":"S"}"""));
        Assert.Equal(["/data/tags", "/data/name", "/data/status"], webhook.Deviations.Select(deviation => deviation.Pointer));
        Assert.Equal("S", webhook.Data.Surname);
    }

    [Fact]
    public void A_payload_as_its_schema_says_has_none() => Assert.Empty(Read.As<PartnerCreated>(Bodies.Partner(",\"tags\":[],\"metadata\":[]")).Deviations);

    [Theory]
    [InlineData("reward.created", """{"id":{},"amount":5}""", "/data/id")]
    [InlineData("reward.created", """{"id":1.5}""", "/data/id")]
    [InlineData("reward.created", """{"id":"r1","amount":"ten"}""", "/data/amount")]
    [InlineData("reward.created", """{"id":"r1","amount":[]}""", "/data/amount")]
    [InlineData("reward.created", """{"id":"r1","amount":1e400}""", "/data/amount")]
    [InlineData("reward.created", """{"id":"r1","transaction_key":true}""", "/data/transaction_key")]
    [InlineData("reward.created", """{"id":"r1","partner":[]}""", "/data/partner")]
    [InlineData("reward.created", """{"id":"r1","partner":{"id":[]}}""", "/data/partner/id")]
    [InlineData("transaction.created", """{"key":false}""", "/data/key")]
    [InlineData("transaction.created", """{"key":"t1","reward":{"amount":"x","currency":"USD"}}""", "/data/reward/amount")]
    public void Identity_and_money_are_never_left_out(string name, string data, string pointer) =>
        Assert.Equal(pointer, Read.Refused(Bodies.Of(name, data)).Pointer);

    [Fact]
    public void What_holds_money_deviates_where_it_is_no_such_thing_at_all()
    {
        var webhook = Read.As<TransactionCreated>(Bodies.Of("transaction.created", """{"key":"t1","reward":[],"amount":"12.50"}"""));
        Assert.Equal("/data/reward", Assert.Single(webhook.Deviations).Pointer);
        Assert.Null(webhook.Data.Reward);
        Assert.Equal(12.5m, webhook.Data.Amount);
    }

    [Theory]
    [InlineData("0.99999999999999999999999999999999", "a number that is not")]
    [InlineData("1e-40", "a number that is not")]
    [InlineData("1e40", "one that is too large for 64 bits")]
    public void A_count_that_is_not_whole_is_never_made_so(string count, string actual)
    {
        var webhook = Read.As<PartnerCreated>(Bodies.Partner($",\"referrals_count\":{count}"));
        Assert.Null(webhook.Data.ReferralsCount);
        Assert.Equal(actual, Assert.Single(webhook.Deviations).Actual);
    }

    [Theory]
    [InlineData("1e400", "one that is too large for a decimal")]
    [InlineData("100000000000000000000000000000", "one that is too large for a decimal")]
    [InlineData("1e-40", "one that is too small for a decimal")]
    [InlineData("true", "a boolean")]
    public void A_number_that_is_too_large_or_too_small_is_called_so(string amount, string words) =>
        Assert.Contains(words, Read.Refused(Bodies.Of("reward.created", $$"""{"id":"r1","amount":{{amount}}}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"jane@x.com\":{\"currency\":5}}", "/data/rewards/*/currency must be a string")]
    [InlineData("{\"jane@x.com\":5}", "/data/rewards is left out: /data/rewards/* must be an object")]
    [InlineData("[{\"currency\":5}]", "/data/rewards/0/currency must be a string")]
    public void For_a_log_a_name_that_no_schema_names_is_a_star(string rewards, string words)
    {
        var deviation = Assert.Single(Read.As<TransactionCreated>(Bodies.Of("transaction.created", $$"""{"key":"t1","rewards":{{rewards}}}""")).Deviations);

        Assert.StartsWith(words, deviation.ToLog(), StringComparison.Ordinal);
        Assert.StartsWith(words.Replace("*", "jane@x.com", StringComparison.Ordinal), deviation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void So_it_is_where_the_payload_is_unreadable()
    {
        var refusal = Read.Refused(Bodies.Of("transaction.created", """{"key":"t1","rewards":{"jane@x.com":{"amount":[]}}}"""));

        Assert.Equal(("/data/rewards/jane@x.com/amount", "/data/rewards/*/amount"), (refusal.Pointer, refusal.LoggedPointer));
        Assert.Equal(refusal.Message.Replace("jane@x.com", "*", StringComparison.Ordinal), refusal.LoggedMessage);
        Assert.Contains("/*/", refusal.LoggedMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\":5,\"name\":\"Ann\"", "")]
    [InlineData("\"name\":5,\"name\":null", "")]
    [InlineData("\"name\":\"Ann\",\"name\":5", "/data/name")]
    [InlineData("\"name\":5,\"name\":[]", "/data/name")]
    [InlineData("\"name\":5,\"name\":\"Ann\",\"tags\":5", "/data/tags")]
    [InlineData("\"n\\u0061me\":5,\"name\":\"Ann\"", "")]
    [InlineData("\"commissions\":{\"pending\":[{\"currency\":5}]},\"commissions\":{}", "")]
    public void The_last_of_two_values_of_one_name_counts_alone(string fields, string pointers)
    {
        var webhook = Read.As<PartnerCreated>(Bodies.Partner("," + fields));
        Assert.Equal(pointers, string.Join(' ', webhook.Deviations.Select(deviation => deviation.Pointer)));
    }

    [Fact]
    public void What_is_null_in_a_list_deviates_however_often_its_name_stands_there()
    {
        var webhook = Read.As<TransactionCreated>(Bodies.Of("transaction.created", """{"key":"t1","rewards":{"0":{"currency":5},"0":{"currency":"USD"}}}"""));

        Assert.Equal(2, webhook.Data.Rewards!.Count);
        Assert.Equal("/data/rewards/0/currency", Assert.Single(webhook.Deviations).Pointer);
    }
}
