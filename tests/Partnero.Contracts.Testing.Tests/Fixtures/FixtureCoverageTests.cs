using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class FixtureCoverageTests
{
    private const int Payloads = 1_500;

    public static TheoryData<string> Events() => [.. WebhookSchemas.BuiltIn.Events];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_optional_field_is_absent_null_and_present_and_every_branch_and_value_is_drawn(string name)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        var realistic = FixtureCoverage.Of(name, seed, Payloads);
        var adversarial = FixtureCoverage.Of(name, seed, Payloads, new FixtureSettings { Profile = FixtureProfile.Adversarial, OptIn = [PhpShape.GappedList] });

        // A text for an amount is drawn only where it is asked for (PhpShape.NumericString).
        var never = adversarial.Never.Where(row => !(row.What == "branch 2: string" && IsMoney(name, row.Place))).Select(row => $"{row.Place} {row.What}").ToList();
        Assert.True(never.Count == 0, $"seed {seed}: {string.Join(", ", never)} never drawn\n{adversarial}");

        // What the sender is not known to do is left out of the realistic profile, and nothing else.
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
    public void The_id_of_a_subscriber_may_be_null_and_such_a_delivery_names_no_entity()
    {
        var deliveries = Deliveries.Valid(2, new FixtureSettings { Events = ["subscriber.created"] }).Take(200).ToList();

        Assert.Contains(deliveries, delivery => delivery.EntityId.Length == 0 && delivery.Delivery.Data["id"] is PhpNull);
        Assert.Contains(deliveries, delivery => delivery.EntityId.Length > 0);
    }

    [Fact]
    public void An_adversarial_payload_lacks_now_and_then_all_but_what_names_its_entity_and_has_numbers_for_other_ids()
    {
        var payloads = Deliveries.Valid(1, new FixtureSettings { Events = ["reward.approved"], Profile = FixtureProfile.Adversarial }).Take(500).Select(delivery => delivery.Delivery.Data).ToList();

        Assert.All(payloads, data => Assert.IsType<PhpString>(data["id"]));
        Assert.All(["amount", "currency", "partner", "transaction_key"], field => Assert.Contains(payloads, data => data[field] is null));
        Assert.Contains(payloads, data => data["partner"] is PhpInteger || (data["partner"] is PhpArray partner && partner["id"] is PhpInteger));
        Assert.Equal(payloads.Count, payloads.Select(data => data["id"]!.ToString()).Distinct().Count());
    }

    private static bool IsMoney(string name, string place) =>
        FieldRoles.At(WebhookSchemas.BuiltIn.Of(name).Data, [.. place.Split('/').Skip(1).Select(token => token == "*" ? "0" : token)]) == FieldRole.Money;

    private static bool IsLeftOut(string name, CoverageRow row)
    {
        var parts = PayloadShapes.Parts(WebhookSchemas.BuiltIn.Of(name).Data).ToList();
        var field = row.Place.Split('/')[1];
        var isOfTheRestReference = parts.SelectMany(part => part.Properties).Any(property => property.Key == field && property.Value.Evidence > Evidence.Known);
        var isAlwaysShown = row.What == "absent" && row.Place == "/" + field && parts.Exists(part => part.Usual.Contains(field));
        return isOfTheRestReference || isAlwaysShown || row.What is "branch 2: string" or "branch 2: string or integer" || (row.What == "branch 2: object" && row.Place is "/tags" or "/referral_links");
    }
}
