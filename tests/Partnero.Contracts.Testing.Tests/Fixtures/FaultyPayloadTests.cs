using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Tests.Judges;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class FaultyPayloadTests
{
    private const int BodiesPerEvent = 12;

    [Fact]
    public async Task Each_constraint_of_each_event_is_broken_alone_and_both_judges_find_it_where_it_is()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        var broken = new List<(string Event, ConstraintSite Site, string Body)>();
        var unbroken = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in WebhookSchemas.BuiltIn.Events)
        {
            var schema = WebhookSchemas.BuiltIn.Of(name);
            var ids = new HashSet<string>();
            foreach (var tree in Deliveries.Valid(seed, new FixtureSettings { Events = [name] }).Take(BodiesPerEvent).Select(delivery => delivery.Delivery.Tree!))
            {
                foreach (var site in ConstraintSites.Of(schema.Body, tree))
                {
                    var choices = Choices.Random(Choices.Mix(seed, (ulong)broken.Count));
                    if (ConstraintBreaker.Break(schema.Body, tree, site, choices, part => FaultGenerator.Drawn(schema, part, seed)) is var (value, _))
                        broken.Add((name, site, PhpJson.Text(value)));
                    else
                        unbroken.Add($"{site.Keyword} {site.Id}");
                }
            }
        }

        Assert.Empty(unbroken);
        foreach (var (_, site, body) in broken.Where(fault => NJsonSchemaJudge.Judge(fault.Event, fault.Body).Count == 0))
            Assert.Fail($"seed {seed}: NJsonSchema finds no {site.Keyword} at {site.Pointer} in {body}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{broken.Count} faults, {broken.Select(fault => fault.Site.Id).Distinct().Count()} constraints, seed {seed}: all invalid by NJsonSchema");

        AjvJudge.Require();
        var verdicts = await AjvJudge.JudgeAsync([.. broken.Select(fault => ((JsonNode)AjvJudge.BodySchema(fault.Event), fault.Body))], TestContext.Current.CancellationToken);
        foreach (var ((name, site, body), faults) in broken.Zip(verdicts))
            Assert.True(AjvAgrees(site, faults), $"seed {seed}: ajv finds no {site.Keyword} at {site.Pointer}, but {string.Join("; ", faults.AsEnumerable())}, in {name} {body}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{broken.Count} faults: ajv finds each at its place, and nothing beside it");
    }

    [Fact]
    public void A_fault_names_its_pointer_its_keyword_and_what_was_done()
    {
        var faulty = Deliveries.Faulty(1, new FixtureSettings { Events = ["partner.created"] }, FaultKind.Payload).First(delivery => delivery.Keyword == "required");

        Assert.StartsWith("valid and signed but for required at ", faulty.Fault, StringComparison.Ordinal);
        Assert.NotNull(faulty.Pointer);
        Assert.Equal(["required"], WebhookSchemas.BuiltIn.Validate(faulty.Body).Select(violation => violation.Keyword));
        Assert.True(new SignatureVerifier([FixtureSettings.Default.Secret]).Verify(faulty.Body.Span, faulty.Signature!));
    }

    /// <summary>ajv names the constraint at its place; and whatever else it names stands within the same union.</summary>
    private static bool AjvAgrees(ConstraintSite site, AjvFault[] faults) =>
        faults.Any(fault => fault.At == site.Pointer && fault.Keyword == site.Keyword && (site.Name is null || fault.Name == site.Name))
        && faults.All(fault => (fault.At == site.Pointer && fault.Keyword == site.Keyword)
            || (site.Keyword is "anyOf" or "oneOf" && (fault.At == site.Pointer || fault.At.StartsWith(site.Pointer + "/", StringComparison.Ordinal))));
}
