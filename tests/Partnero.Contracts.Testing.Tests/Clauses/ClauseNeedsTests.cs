using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class ClauseNeedsTests
{
    private const ClauseNeeds Effects = ClauseNeeds.Effects;

    /// <summary>What each clause cannot be checked without.</summary>
    private static readonly Dictionary<string, ClauseNeeds> Needed = new()
    {
        ["STATUS-03"] = Effects,
        ["EFFECT-01"] = Effects,
        ["EFFECT-02"] = Effects,
        ["SIG-06"] = Effects,
        ["PHP-03"] = Effects,
        ["PHP-04"] = Effects,
        ["IDEM-01"] = Effects,
        ["IDEM-02"] = Effects,
        ["IDEM-03"] = Effects,
        ["IDEM-04"] = Effects,
        ["IDEM-05"] = Effects,
        ["IDEM-06"] = Effects,
        ["RETRY-01"] = Effects | ClauseNeeds.FailFor,
        ["RETRY-02"] = Effects | ClauseNeeds.FailFor,
        ["RETRY-03"] = Effects | ClauseNeeds.FailFor,
        ["RETRY-04"] = Effects | ClauseNeeds.FailFor,
        ["RETRY-05"] = Effects | ClauseNeeds.FailFor | ClauseNeeds.Clock,
        ["RETRY-06"] = Effects | ClauseNeeds.Clock,
        ["RETRY-07"] = Effects | ClauseNeeds.Restart,
    };

    [Theory]
    [InlineData(ClauseNeeds.Effects)]
    [InlineData(ClauseNeeds.FailFor)]
    [InlineData(ClauseNeeds.Clock)]
    [InlineData(ClauseNeeds.Restart)]
    public async Task A_clause_is_not_exercised_without_any_one_of_the_capabilities_that_it_needs_and_needs_no_other(ClauseNeeds lacking)
    {
        using var consumer = new SoundHandler();
        var bench = new ClauseBench(consumer) { Gives = (ClauseNeeds.Effects | ClauseNeeds.FailFor | ClauseNeeds.Clock | ClauseNeeds.Restart) & ~lacking };

        var wrong = new List<string>();
        foreach (var clause in PartneroContract.Clauses)
        {
            var missing = await bench.FindMissingAsync(clause.Id);

            var expected = Needed.GetValueOrDefault(clause.Id).HasFlag(lacking) ? FindingKind.NotExercised : FindingKind.Kept;
            if ((missing.Kind, missing.IsBlocked) != (expected, false))
                wrong.Add($"{clause.Id}: {missing.Kind}, {missing.Reason}");
        }

        Assert.Empty(wrong);
        Assert.Empty(consumer.All);
    }
}
