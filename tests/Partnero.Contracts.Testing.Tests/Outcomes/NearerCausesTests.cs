using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing.Model;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class NearerCausesTests
{
    /// <summary>Where another clause says it as well: which field was recorded otherwise, and that a failed attempt left something.</summary>
    private static readonly Dictionary<string, string> AsGood = new()
    {
        ["loses-escapes"] = "EFFECT-03",
        ["loses-whole-amounts"] = "EFFECT-03",
        ["loses-accents"] = "EFFECT-03",
        ["truncates-money"] = "EFFECT-03",
        ["cuts-cents"] = "EFFECT-03",
        ["writes-what-was-left"] = "RETRY-03",
    };

    public static TheoryData<string> Defects() => [.. Mutant.Defective.Where(mutant => mutant.Breaks.Count > 1).Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Defects))]
    public void Of_all_that_a_defect_breaks_the_clause_that_names_it_is_shown_first(string name)
    {
        var mutant = Mutant.Defective.Single(mutant => mutant.Name == name);
        var broken = PartneroContract.Clauses.Select(clause => clause.Id).Where(mutant.Breaks.Contains).ToList();

        var shown = NearerCauses.Order(broken);

        Assert.Equal(AsGood.GetValueOrDefault(name, mutant.MeantFor!), shown[0]);
        Assert.Equal(broken.Order(), shown.Order());
    }

    [Fact]
    public void What_was_drawn_is_shown_last() =>
        Assert.Equal(["SIG-01", "IDEM-01", "IDEM-03", "BODY-10", "HIST-01"], NearerCauses.Order(["BODY-10", "SIG-01", "IDEM-01", "IDEM-03", "HIST-01"]));

    [Fact]
    public void All_that_are_named_are_clauses()
    {
        var ids = PartneroContract.Clauses.Select(clause => clause.Id).ToList();

        Assert.All(ids, id => Assert.Equal([id], NearerCauses.Order([id])));
        Assert.Equal(ids.Count, NearerCauses.Order(ids).Count);
        Assert.Empty(NearerCauses.Named.Except(ids));
    }
}
