using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Tests.Judges;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>Every keyword of draft-07, in schemas that Partnero does not have.</summary>
public sealed class DraftSevenTests
{
    private const string Event = "odd.event";
    private const int PerSchema = 200;

    [Fact]
    public async Task Every_value_of_every_schema_is_valid_by_ajv()
    {
        AjvJudge.Require();
        var seed = (ulong)Random.Shared.NextInt64();
        var drawn = new List<(string Name, string Text)>();
        foreach (var (name, schema) in OddSchemas.All)
        {
            foreach (var profile in Enum.GetValues<FixtureProfile>())
                drawn.AddRange(Draw(schema, profile, seed).Take(PerSchema / 2).Select(value => (name, PhpJson.Text(value))));
        }

        var verdicts = await AjvJudge.JudgeAsync([.. drawn.Select(value => (JsonNode.Parse(OddSchemas.All[value.Name])!, value.Text))], TestContext.Current.CancellationToken);

        var invalid = drawn.Zip(verdicts).Where(pair => pair.Second.Length > 0)
            .Select(pair => $"{pair.First.Name}: {string.Join("; ", pair.Second.AsEnumerable())} in {pair.First.Text}").ToList();
        Assert.True(invalid.Count == 0, $"seed {seed}: {invalid.Count} of {drawn.Count}\n{string.Join("\n", invalid.Take(20))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{drawn.Count} values of {OddSchemas.All.Count} schemas, seed {seed}: valid by ajv");
    }

    [Fact]
    public async Task Every_constraint_of_every_schema_is_broken_alone_and_ajv_finds_it()
    {
        AjvJudge.Require();
        var seed = (ulong)Random.Shared.NextInt64();
        var broken = new List<(string Name, ConstraintSite Site, string Text)>();
        var kept = new Dictionary<string, HashSet<string>>();
        foreach (var (name, text) in OddSchemas.All)
        {
            var schema = Schemas(text).Of(Event);
            kept[name] = [];
            foreach (var value in Draw(text, FixtureProfile.Realistic, seed).Take(40))
            {
                foreach (var site in ConstraintSites.Of(schema.Data, value))
                {
                    if (ConstraintBreaker.Break(schema.Data, value, site, Choices.Random((ulong)broken.Count), part => FaultGenerator.Drawn(schema, part, seed)) is var (wrong, _))
                        broken.Add((name, site, PhpJson.Text(wrong)));
                    else
                        kept[name].Add(site.Id[(site.Id.IndexOf('#', StringComparison.Ordinal) + 1)..]);
                }
            }

            // A constraint that was broken in one value is one that can be.
            kept[name].ExceptWith(broken.Where(fault => fault.Name == name).Select(fault => fault.Site.Id[(fault.Site.Id.IndexOf('#', StringComparison.Ordinal) + 1)..]));
        }

        var verdicts = await AjvJudge.JudgeAsync([.. broken.Select(fault => (JsonNode.Parse(OddSchemas.All[fault.Name])!, fault.Text))], TestContext.Current.CancellationToken);

        var missed = broken.Zip(verdicts).Where(pair => !pair.Second.Any(fault => fault.At == pair.First.Site.Pointer && fault.Keyword == pair.First.Site.Keyword))
            .Select(pair => $"{pair.First.Name}: no {pair.First.Site.Keyword} at '{pair.First.Site.Pointer}', but {string.Join("; ", pair.Second.AsEnumerable())} in {pair.First.Text}").ToList();
        Assert.True(missed.Count == 0, $"seed {seed}: {missed.Count} of {broken.Count}\n{string.Join("\n", missed.Take(20))}");
        Assert.Equal(NotBreakableAlone, kept.Where(entry => entry.Value.Count > 0).SelectMany(entry => entry.Value.Order(StringComparer.Ordinal).Select(id => $"{entry.Key} {id}")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{broken.Count} faults of {OddSchemas.All.Count} schemas, seed {seed}: ajv finds each at its place");
    }

    [Fact]
    public void NJsonSchema_agrees_but_for_the_keywords_of_the_committed_list()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        var disagreeing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in OddSchemas.All)
        {
            if (Disagreement(text, seed) is { } example)
                disagreeing[name] = example;
        }

        var unexpected = disagreeing.Where(entry => !OddSchemas.MisjudgedByNJsonSchema.ContainsKey(entry.Key)).ToList();
        Assert.True(unexpected.Count == 0, $"seed {seed}: {string.Join("\n", unexpected)}");
        Assert.Equal(string.Join(", ", OddSchemas.MisjudgedByNJsonSchema.Keys.Order(StringComparer.Ordinal)), string.Join(", ", disagreeing.Keys));
    }

    /// <summary>A value on which NJsonSchema comes to another verdict; null if absent.</summary>
    private static string? Disagreement(string text, ulong seed)
    {
        NJsonSchema.JsonSchema judge;
        try
        {
            judge = NJsonSchema.JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();
        }
        catch (Exception fault)
        {
            return $"the schema does not load: {fault.Message}";
        }

        var schema = Schemas(text).Of(Event);
        foreach (var value in Draw(text, FixtureProfile.Realistic, seed).Take(100))
        {
            if (judge.Validate(PhpJson.Text(value)).Count > 0)
                return $"a valid value is called invalid: {PhpJson.Text(value)}";
            foreach (var site in ConstraintSites.Of(schema.Data, value))
            {
                if (ConstraintBreaker.Break(schema.Data, value, site, Choices.Random(seed), parts => FaultGenerator.Drawn(schema, parts, seed)) is var (wrong, _)
                    && judge.Validate(PhpJson.Text(wrong)).Count == 0
                    && !EndsALine(PhpJson.Text(wrong)))
                {
                    return $"a value with a fault ({site.Keyword}) is called valid: {PhpJson.Text(wrong)}";
                }
            }
        }

        return null;
    }

    /// <summary>In .NET's expressions, and so for NJsonSchema, $ is also before a last line feed; in those of JSON Schema it is not.</summary>
    /// <remarks>A fault of a pattern may be told as one of the branch that holds it, and the text may stand in an object.</remarks>
    private static bool EndsALine(string text) => text.Contains("\\n\"", StringComparison.Ordinal);

    /// <summary>Constraints that another implies, so that no value breaks them alone.</summary>
    private static readonly string[] NotBreakableAlone = ["oneOf objects /type", "not /type"];

    private static IEnumerable<PhpValue> Draw(string schema, FixtureProfile profile, ulong seed)
    {
        var read = Schemas(schema).Of(Event);
        var planner = EventPlans.Of(read).Planner;
        var plans = planner.For([read.Data]);
        for (var i = 0ul; ; i++)
        {
            var each = Choices.Mix(seed, i);
            var generator = new ValueGenerator(Choices.Random(each), new DrawStyle(profile, OptionalFields.Some, Evidence.OptIn), new EntityWords(each, FixtureSettings.Default.Moment, "entity"), planner);
            yield return generator.Draw(plans, "", 0);
        }
    }

    private static WebhookSchemas Schemas(string schema) => WebhookSchemas.BuiltIn.With(Event, schema);
}
