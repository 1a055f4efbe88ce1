using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class FixtureCoverageTests
{
    private const int Payloads = 1_500;

    /// <summary>The first event of each definition of a payload; all, where every test is wanted.</summary>
    public static TheoryData<string> Events() => EveryTest.IsWanted ? [.. WebhookSchemas.BuiltIn.Events] : [.. WebhookSchemas.BuiltIn.Events.DistinctBy(name => PayloadShapes.Parts(WebhookSchemas.BuiltIn.Of(name).Data)[0])];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_optional_field_is_absent_null_and_present_and_every_branch_and_value_is_drawn(string name)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        var realistic = FixtureCoverage.Of(name, seed, Payloads);
        var adversarial = FixtureCoverage.Of(name, seed, Payloads, new FixtureSettings { Profile = FixtureProfile.Adversarial, OptIn = ["gapped-list"] });

        // A text for an amount is drawn only where it is asked for (PhpShape.NumericString), and one shape alone by the realistic profile.
        var never = adversarial.Never.Where(row => row.Place.Length > 0 && !(row.What == "branch 2: string" && IsMoney(name, row.Place))).Select(row => $"{row.Place} {row.What}").ToList();
        Assert.True(never.Count == 0, $"seed {seed}: {string.Join(", ", never)} never drawn\n{adversarial}");

        // What the sender is not known to do is left out of the realistic profile, and nothing else.
        Assert.All(realistic.Rows.Where(row => IsUnknown(row) && row.What != "branch 2: string"), row => Assert.Equal(0, row.Count));
        Assert.All(realistic.Never, row => Assert.True(IsLeftOut(name, row), $"seed {seed}: {row.Place} {row.What} never drawn"));
        TestContext.Current.TestOutputHelper?.WriteLine(realistic.ToString());
    }

    [Fact]
    public void A_realistic_payload_has_the_guides_shape_or_the_REST_references_or_a_mixture()
    {
        string[] ofGuide = ["currency", "reward"], ofRest = ["amount_units", "rewards", "is_currency"];
        var payloads = Deliveries.Valid(1, new FixtureSettings { Events = ["transaction.created"] }).Take(600).Select(delivery => delivery.Delivery.Data).ToList();

        Assert.All(payloads, data => Assert.All(["key", "amount", "action", "created_at"], field => Assert.NotNull(data[field])));
        var guide = payloads.Where(data => Array.TrueForAll(ofRest, field => data[field] is null)).ToList();
        var rest = payloads.Where(data => Array.TrueForAll(ofGuide, field => data[field] is null)).ToList();
        Assert.InRange(guide.Count, 150, 260);
        Assert.InRange(rest.Count, 150, 260);
        Assert.InRange(payloads.Count - guide.Count - rest.Count, 100, 260);
        Assert.True(guide.Count(data => Array.TrueForAll(ofGuide, field => data[field] is not null)) > 150);
        Assert.Contains(rest, data => data["partner"] is PhpString);
        Assert.Contains(guide, data => data["partner"] is PhpArray);
    }

    [Fact]
    public void What_one_source_alone_shows_is_drawn_as_it_shows_it()
    {
        var lead = new DeliveryBuilder("lead.submitted").Signed().Data;
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", lead["created_at"]!.ToString());
        Assert.IsType<PhpNull>(lead["converted_to"]);

        Assert.True(new DeliveryBuilder("subscriber.created").Signed().Data["reward"] is PhpArray { IsList: true });
    }

    [Fact]
    public void The_id_of_a_subscriber_may_be_null_and_such_a_delivery_names_no_entity()
    {
        var deliveries = Deliveries.Valid(2, new FixtureSettings { Events = ["subscriber.created"] }).Take(200).ToList();

        Assert.Contains(deliveries, delivery => delivery.EntityId.Length == 0 && delivery.Delivery.Data["id"] is PhpNull);
        Assert.Contains(deliveries, delivery => delivery.EntityId.Length > 0);
    }

    [Theory]
    [InlineData("lead.submitted", false, true, false)]
    [InlineData("reward.approved", true, true, true)]
    [InlineData("partner.created", true, false, false)]
    public void A_realistic_id_is_of_a_type_that_the_sources_show(string name, bool isText, bool isNumber, bool isAbsent)
    {
        var deliveries = Deliveries.Valid(3, new FixtureSettings { Events = [name] }).Take(300).ToList();

        Assert.Equal((isText, isNumber, isAbsent), (
            deliveries.Exists(delivery => delivery.Delivery.Data["id"] is PhpString), deliveries.Exists(delivery => delivery.Delivery.Data["id"] is PhpInteger), deliveries.Exists(delivery => delivery.Delivery.Data["id"] is null)));
        Assert.All(deliveries, delivery => Assert.Equal(PhpValues.Name(delivery.Delivery.Data["id"] ?? delivery.Delivery.Data["key"]), delivery.EntityId));
        Assert.Equal(deliveries.Count, deliveries.Select(delivery => delivery.EntityId).Distinct().Count());
    }

    [Fact]
    public void An_adversarial_payload_lacks_now_and_then_all_but_what_names_its_entity_and_has_numbers_for_ids()
    {
        var payloads = Deliveries.Valid(1, new FixtureSettings { Events = ["reward.approved"], Profile = FixtureProfile.Adversarial }).Take(500).Select(delivery => delivery.Delivery.Data).ToList();

        Assert.Contains(payloads, data => data["id"] is PhpString);
        Assert.Contains(payloads, data => data["id"] is PhpInteger);
        Assert.All(["amount", "currency", "partner", "transaction_key"], field => Assert.Contains(payloads, data => data[field] is null));
        Assert.Contains(payloads, data => data["partner"] is PhpInteger || (data["partner"] is PhpArray partner && partner["id"] is PhpInteger));
        Assert.Equal(payloads.Count, payloads.Select(data => data["id"]!.ToString()).Distinct().Count());
    }

    /// <summary>What the coverage itself says that the sender is not known to send.</summary>
    private static bool IsUnknown(CoverageRow row) => row.Known.Split(", ").Any(known => known is "advice" or "opt-in" or "never seen");

    private static bool IsMoney(string name, string place) =>
        FieldRoles.At(WebhookSchemas.BuiltIn.Of(name).Data, [.. place.Split('/').Skip(1).Select(token => token == "*" ? "0" : token)]) == FieldRole.Money;

    private static bool IsLeftOut(string name, CoverageRow row)
    {
        var parts = PayloadShapes.Parts(WebhookSchemas.BuiltIn.Of(name).Data).ToList();
        var field = row.Place.TrimStart('/').Split('/')[0];
        var isAlwaysShown = row.What == "absent" && row.Place == "/" + field && parts.Exists(part => part.Usual.Contains(field));
        return isAlwaysShown || IsUnknown(row);
    }
}
