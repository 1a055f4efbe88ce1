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

        var never = adversarial.Missing.ToList();
        Assert.True(never.Count == 0, $"seed {seed}: {string.Join(", ", never)} never drawn\n{adversarial}");

        // What the sender is not known to do is left out of the realistic profile, and nothing else.
        Assert.All(realistic.Never, row => Assert.True(IsLeftOut(name, row), $"seed {seed}: {row.Place} {row.What} never drawn"));
        TestContext.Current.TestOutputHelper?.WriteLine(realistic.ToString());
    }

    [Fact]
    public void A_realistic_payload_has_what_the_guide_always_shows_and_nothing_that_the_REST_reference_alone_does()
    {
        foreach (var data in Deliveries.Valid(1, new FixtureSettings { Events = ["transaction.created"] }).Take(500).Select(delivery => delivery.Delivery.Data))
        {
            Assert.All(["key", "amount", "currency", "action", "reward", "created_at"], field => Assert.NotNull(data[field]));
            Assert.All(["amount_units", "rewards", "is_currency"], field => Assert.Null(data[field]));
        }
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

    private static bool IsLeftOut(string name, CoverageRow row)
    {
        var parts = PayloadShapes.Parts(WebhookSchemas.BuiltIn.Of(name).Data).ToList();
        var field = row.Place.Split('/')[1];
        var isOfTheRestReference = parts.SelectMany(part => part.Properties).Any(property => property.Key == field && property.Value.Evidence > Evidence.Known);
        var isAlwaysShown = row.What == "absent" && row.Place == "/" + field && parts.Exists(part => part.Usual.Contains(field));
        return isOfTheRestReference || isAlwaysShown || row.What is "branch 2: string" or "branch 2: string or integer" || (row.What == "branch 2: object" && row.Place == "/tags");
    }
}
