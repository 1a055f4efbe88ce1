using System.Text.Json.Nodes;
using Partnero.Contracts.Mutants.PartneroWebhooks;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Tests.Judges;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class ValidDeliveryTests
{
    private const int PerEventByAjv = 1_000;

    private static readonly int PerEvent = EveryTest.IsWanted ? 10_000 : 2_000;

    public static TheoryData<string, FixtureProfile> Events() =>
        [.. WebhookSchemas.BuiltIn.Events.SelectMany(name => Enum.GetValues<FixtureProfile>().Select(profile => (name, profile)))];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_delivery_is_signed_and_valid_by_NJsonSchema(string name, FixtureProfile profile)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        var settings = new FixtureSettings { Events = [name], Profile = profile };
        var verifier = new SignatureVerifier([settings.Secret]);
        var dispatcher = new PartneroDispatcher();

        foreach (var delivery in Deliveries.Valid(seed, settings).Take(PerEvent / 2))
        {
            var faults = NJsonSchemaJudge.Judge(name, delivery.Delivery.BodyText);
            Assert.True(faults.Count == 0, $"seed {seed}: {string.Join("; ", faults)}\n{delivery}");
            Assert.True(verifier.Verify(delivery.Body.Span, delivery.Signature), $"seed {seed}: {delivery}");
            Assert.Equal(name, dispatcher.Read(delivery.Body).Event);
            // The id of a subscriber may be null.
            Assert.Equal(delivery.EntityId.Length == 0, name.StartsWith("subscriber.", StringComparison.Ordinal) && delivery.Delivery.Data["id"] is PhpNull);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{PerEvent / 2} deliveries of {name}, {profile}, seed {seed}: valid by NJsonSchema");
    }

    [Fact]
    public async Task Every_delivery_is_valid_by_ajv()
    {
        AjvJudge.Require();
        var seed = (ulong)Random.Shared.NextInt64();
        var deliveries = Events().Select(row => row.Data)
            .SelectMany(data => Deliveries.Valid(seed, new FixtureSettings { Events = [data.Item1], Profile = data.Item2 }).Take(PerEventByAjv / 2))
            .ToList();

        var verdicts = await AjvJudge.JudgeAsync([.. deliveries.Select(delivery => ((JsonNode)AjvJudge.BodySchema(delivery.Event), delivery.Delivery.BodyText))], TestContext.Current.CancellationToken);

        foreach (var (delivery, faults) in deliveries.Zip(verdicts))
            Assert.True(faults.Length == 0, $"seed {seed}: {string.Join("; ", faults.AsEnumerable())}\n{delivery}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{deliveries.Count} deliveries, seed {seed}: valid by ajv");
    }
}
