using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Generator.Tests.Support;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Tests.Idioms;

/// <summary>The generator and the fixtures read one schema alike, and the order of its branches says nothing to either.</summary>
public sealed class SameReadingTests
{
    /// <summary>FsCheck prints the seed of a failure; <c>WithReplay</c> takes it.</summary>
    private static readonly Config Random = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    [Fact]
    public void Both_readers_classify_any_schema_alike() => Check.One(Random, Prop.ForAll(
        SchemaTexts.Unions, union => Assert.Equal(Reading.OfGenerator(union), Reading.OfFixtures(union))));

    [Fact]
    public void Branches_in_the_opposite_order_are_classified_alike() => Check.One(Random, Prop.ForAll(
        SchemaTexts.Unions, union => Assert.Equal(Reading.OfFixtures(union), Reading.OfFixtures(union.Swapped))));

    /// <summary>Constants of closed sets, and the properties of a choice between sets of properties, come in the order in which they are written.</summary>
    [Fact]
    public void Branches_in_the_opposite_order_generate_the_same_code() => Check.One(Random.WithMaxTest(150), Prop.ForAll(
        SchemaTexts.Unions, union => Assert.True(Reading.OfGenerator(union).Idiom is "OpenSet" or "ClosedSet" || Code(union) == Code(union.Swapped), union.ToString())));

    /// <summary>Else the properties above would say nothing of the ones that do not.</summary>
    [Fact]
    public void Every_idiom_comes_up()
    {
        var missing = Enum.GetNames<SchemaIdiom>().ToHashSet();
        for (var batch = 0; batch < 30 && missing.Count > 0; batch++)
            missing.ExceptWith(SchemaTexts.Unions.Generator.Sample(3_000).Select(union => Reading.OfGenerator(union).Idiom));

        Assert.Empty(missing);
    }

    private static string Code(UnionText union)
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", $$"""{"type": "object", "properties": {"union": {{union}}}, "definitions": {{UnionText.Definitions}}}"""));
        var code = string.Join("\n", run.Sources.OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => source.Value));
        var isChoiceOfParts = run.Diagnostics.Any(diagnostic => diagnostic.Id == "PTN0011");
        return (isChoiceOfParts ? PublicSurface(code) : code) + string.Join("\n", run.Diagnostics.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }

    private static string PublicSurface(string code) =>
        string.Join("\n", code.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("public ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
