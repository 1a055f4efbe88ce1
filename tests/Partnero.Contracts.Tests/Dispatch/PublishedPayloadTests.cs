using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>The payloads of the REST reference, which a webhook may carry as well as those of the guide.</summary>
public class PublishedPayloadTests
{
    private static readonly DateTimeOffset May = new(2025, 5, 7, 5, 32, 48, TimeSpan.Zero);

    public static TheoryData<string, string> Deliveries => [.. PublishedPayloads.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void A_published_payload_is_read_by_each_event_that_could_carry_it(string file, string name) =>
        Assert.Equal(name, Read.Any(PublishedPayloads.Body(file, name)).Event);

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Every_field_of_a_published_payload_has_a_property_of_its_type_and_none_deviates(string file, string name)
    {
        var webhook = Read.Any(PublishedPayloads.Body(file, name));
        Assert.Empty(webhook.Deviations);
        Assert.Empty(Untyped(JsonSerializer.SerializeToNode(webhook, webhook.GetType())!["Data"], ""));
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/partner")]
    public void A_partner_of_the_REST_reference_is_read(string name)
    {
        var partner = Data<Partner>("rest/partner", name);
        Assert.Equal(("partner_123", null, "john.doe@partnero.com", "John", "Doe"), (partner.Id, partner.Key, partner.Email, partner.Name, partner.Surname));
        Assert.Equal(PartnerStatus.Active, partner.Status);
        Assert.Equal((true, false, 12L), (partner.Approved, partner.Tos, partner.ReferralsCount));
        Assert.Equal(["premium"], partner.Tags!.Select(tag => tag.Value));
        Assert.Equal(["https://yourcompany.com?aff=ref_123"], partner.ReferralLinks!);
        Assert.Empty(partner.CustomFields!);
        Assert.Equal((150L, 12L, 8L, 5L), (partner.Referrals!.Clicks, partner.Referrals.Signups, partner.Referrals.SalesCount, partner.Referrals.PaidAccounts));
        Assert.Equal(("USD", 1250m), (partner.Referrals.Revenue![0].Currency, partner.Referrals.Revenue[0].Amount));
        Assert.Equal((375m, 125m, 50m), (partner.Commissions!.Paid, partner.Commissions.Pending![0].Amount, partner.Commissions.NotPaid![0].Amount));
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/partner.created.minimal")]
    public void A_partner_without_a_status_and_a_key_is_read(string name)
    {
        var partner = Data<Partner>("rest/partner.created.minimal", name);
        Assert.Equal(("partner_123", "john@example.com"), (partner.Id, partner.Email));
        Assert.Null(partner.Status);
        Assert.Null(partner.Key);
        Assert.Equal(new DateTimeOffset(2025, 5, 7, 10, 30, 0, TimeSpan.Zero), partner.CreatedAt);
    }

    [Theory]
    [InlineData("customer.created")]
    [InlineData("customer.updated")]
    [InlineData("customer.deleted")]
    public void A_customer_of_the_REST_reference_is_read(string name)
    {
        var customer = Data<Customer>("rest/customer.referral", name);
        Assert.Equal(("customer_123", "alice.brown@partnero.com", "active", true), (customer.Id, customer.Email, customer.Status, customer.Approved));
        Assert.Equal("date_of_birth", Assert.Single(customer.Metadata!.Keys));
    }

    [Fact]
    public void A_customer_that_has_a_key_alone_is_read()
    {
        var customer = Read.As<CustomerCreated>(Bodies.Of("customer.created", """{"key":"customer_123"}""")).Data;
        Assert.Equal((null, "customer_123"), (customer.Id, customer.Key));
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/transaction.affiliate")]
    public void A_transaction_of_an_affiliate_program_is_read(string name)
    {
        var transaction = Data<Transaction>("rest/transaction.affiliate", name);
        Assert.Equal(("transaction_123", 99.99m, null, "USD", "sale"), (transaction.Key, transaction.Amount, transaction.Currency, transaction.AmountUnits, transaction.Action));
        Assert.Equal(("partner_123", "customer_123"), (transaction.Partner?.Id, transaction.Customer?.Id));
        Assert.Null(transaction.Reward);
        Assert.Null(transaction.DeletedAt);
        Assert.Equal((29.997m, "partner_123", "transaction_123"), Assert.Single(transaction.Rewards!) is var reward ? (reward.Amount, reward.Partner?.Id, reward.Key) : default);
        Assert.Equal((true, false, May), (transaction.IsCurrency, transaction.Credit, transaction.CreatedAt));
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/transaction.referral")]
    public void A_transaction_of_a_refer_a_friend_program_is_read(string name)
    {
        var transaction = Data<Transaction>("rest/transaction.referral", name);
        Assert.Equal(("customer_123", "customer_456", null), (transaction.Customer?.Id, transaction.ReferredCustomer?.Id, transaction.Partner));
        Assert.Empty(transaction.Rewards!);
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"key":"t1"}""", null)]
    [InlineData("""{"key":"t1","amount":"99.99"}""", 99.99)]
    [InlineData("""{"key":17,"amount":-5}""", -5.0)]
    public void A_transaction_may_lack_an_amount_or_its_key_and_write_either_as_text_or_number(string data, double? amount) =>
        Assert.Equal((decimal?)amount, Read.As<TransactionCreated>(Bodies.Of("transaction.created", data)).Data.Amount);

    [Theory]
    [MemberData(nameof(EventsOf), "rest/reward")]
    public void A_reward_without_an_id_is_read(string name)
    {
        var reward = Data<Reward>("rest/reward", name);
        Assert.Equal((null, "transaction_123", "ok"), (reward.Id, reward.Key, reward.Status));
        Assert.Equal((29.997m, "USD", null), (reward.Amount, reward.AmountUnits, reward.Currency));
        Assert.Equal(("partner_123", "customer_123", May), (reward.Partner?.Id, reward.Customer?.Id, reward.CreatedAt));
        Assert.Equal("monthly", reward.ProductTypeData!["product_type"].GetString());
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/reward.newsletter")]
    public void A_reward_whose_id_is_a_number_is_read(string name)
    {
        var reward = Data<Reward>("rest/reward.newsletter", name);
        Assert.Equal(("255", "Generic coupon reward", "generic_coupon", 1L, 0L), (reward.Id, reward.Name, reward.FulfillmentType, reward.SubscriberCount, reward.TimesTriggered));
        Assert.Equal("REWARD10", reward.FulfillmentValue);
        Assert.Null(reward.Amount);
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/lead")]
    public void A_lead_is_read_with_all_that_came(string name)
    {
        var lead = Data<Lead>("rest/lead", name);
        Assert.Equal(("44", "submitted", "2025-05-16"), (lead.Id, lead.Status, lead.CreatedAt));
        Assert.Equal(("Alice Brown", "alice.brown@partnero.com"), (lead.LeadInfo!.Name, lead.LeadInfo.Email));
        Assert.Equal(("partner_123", "John Doe", "john.doe@partnero.com"), (lead.Submitter!.Id, lead.Submitter.Name, lead.Submitter.Email));
        Assert.Equal(["Name", "Email address", "Company"], lead.SubmissionForm!.Select(answer => answer.Question));
        Assert.Equal((true, true), (lead.CanBeConverted, lead.CanBeRejected));
    }

    [Theory]
    [MemberData(nameof(EventsOf), "rest/subscriber")]
    public void A_subscriber_without_an_id_is_read(string name)
    {
        var subscriber = Data<Subscriber>("rest/subscriber", name);
        Assert.Equal((null, "Ross Geller", "ross.geller@partnero.com", "Active"), (subscriber.Id, subscriber.Name, subscriber.Email, subscriber.Status));
        Assert.Equal((false, null, null, true, 0L), (subscriber.IsReferred, subscriber.Tos, subscriber.MarketingConsent, subscriber.Approved, subscriber.ReferralsCount));
        Assert.Equal(("https://domain.subscriberapp.test/portal/x7Xz", "https://domain.subscriberapp.test/share/3rk3b"), (subscriber.PortalLink, subscriber.ShareLink));
    }

    /// <summary>What no schema names, in any of the records.</summary>
    private static IEnumerable<string> Untyped(JsonNode? node, string place) => node switch
    {
        JsonObject record => record.SelectMany(property => property.Key == "AdditionalProperties"
            ? property.Value!.AsObject().Select(kept => $"{place}/{kept.Key}")
            : Untyped(property.Value, $"{place}/{property.Key}")),
        JsonArray list => list.SelectMany(item => Untyped(item, place)),
        _ => [],
    };

    public static TheoryData<string> EventsOf(string file) => [.. PublishedPayloads.Deliveries.Where(delivery => delivery.File == file).Select(delivery => delivery.Event)];

    private static T Data<T>(string file, string name)
        where T : notnull => Assert.IsAssignableFrom<PartneroWebhook<T>>(Read.Any(PublishedPayloads.Body(file, name))).Data;
}
