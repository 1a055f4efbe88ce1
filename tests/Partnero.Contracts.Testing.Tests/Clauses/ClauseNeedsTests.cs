using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class ClauseNeedsTests
{
    /// <summary>What each clause cannot be checked without.</summary>
    private static readonly Dictionary<string, Capability[]> Needed = new()
    {
        ["STATUS-03"] = [Capability.Effects],
        ["STATUS-05"] = [Capability.Effects],
        ["EFFECT-01"] = [Capability.Effects],
        ["EFFECT-02"] = [Capability.Effects],
        ["SIG-06"] = [Capability.Effects],
        ["PHP-03"] = [Capability.Effects],
        ["PHP-04"] = [Capability.Effects],
        ["IDEM-01"] = [Capability.Effects],
        ["IDEM-02"] = [Capability.Effects],
        ["IDEM-03"] = [Capability.Effects],
        ["IDEM-04"] = [Capability.Effects],
        ["IDEM-05"] = [Capability.Effects],
        ["IDEM-06"] = [Capability.Effects],
        ["RETRY-01"] = [Capability.Effects, Capability.FailFor],
        ["RETRY-02"] = [Capability.Effects, Capability.FailFor],
        ["RETRY-03"] = [Capability.Effects, Capability.FailFor],
        ["RETRY-04"] = [Capability.Effects, Capability.FailFor],
        ["RETRY-05"] = [Capability.Effects, Capability.FailFor, Capability.Clock],
        ["RETRY-06"] = [Capability.Effects, Capability.Clock],
        ["RETRY-07"] = [Capability.Effects, Capability.Restart],
        ["EFFECT-03"] = [Capability.Effects],
        ["EFFECT-04"] = [Capability.Effects],
        ["SIG-13"] = [Capability.Effects],
        ["IDEM-07"] = [Capability.Effects],
        ["IDEM-08"] = [Capability.Effects],
        ["IDEM-09"] = [Capability.Effects],
        ["IDEM-10"] = [Capability.Effects],
        ["IDEM-11"] = [Capability.Effects],
        ["IDEM-12"] = [Capability.Effects],
        ["IDEM-13"] = [Capability.Effects],
        ["IDEM-14"] = [Capability.Effects, Capability.FailFor],
        ["IDEM-15"] = [Capability.Effects, Capability.Clock],
        ["RETRY-08"] = [Capability.Effects, Capability.Restart],
        ["RETRY-09"] = [Capability.Effects, Capability.FailFor],
        ["RETRY-10"] = [Capability.Effects, Capability.FailFor],
        ["RETRY-11"] = [Capability.Effects, Capability.Restart],
        ["SCALE-01"] = [Capability.Effects, Capability.Replica],
        ["SCALE-02"] = [Capability.Effects, Capability.Replica],
        ["SCALE-03"] = [Capability.Effects, Capability.Replica, Capability.FailFor],
        ["SCALE-04"] = [Capability.Effects, Capability.State, Capability.Replica],
        ["ROTATE-01"] = [Capability.SetSecrets],
        ["ROTATE-02"] = [Capability.SetSecrets],
        ["ROTATE-03"] = [Capability.SetSecrets],
        ["ROTATE-04"] = [Capability.Effects, Capability.SetSecrets],
        ["STATE-01"] = [Capability.State],
        ["STATE-02"] = [Capability.State],
        ["STATE-03"] = [Capability.State],
        ["STATE-04"] = [Capability.State],
        ["STATE-05"] = [Capability.State],
        ["STATE-06"] = [Capability.State],
        ["STATE-07"] = [Capability.State],
        ["STATE-08"] = [Capability.Effects],
        ["ROBUST-08"] = [Capability.Effects],
        ["BODY-18"] = [Capability.Effects],
        ["HIST-01"] = [Capability.Effects],
        ["HIST-02"] = [Capability.Effects],
    };

    public static TheoryData<string> Capabilities => [.. Capability.All.Select(capability => capability.Name)];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task A_clause_is_not_exercised_without_any_one_of_the_capabilities_that_it_needs_and_needs_no_other(string lacking)
    {
        using var consumer = new SoundHandler();
        var bench = new ClauseBench(consumer) { Gives = [.. Capability.All.Where(capability => capability.Name != lacking)] };

        var wrong = new List<string>();
        foreach (var clause in PartneroContract.Clauses)
        {
            var missing = await bench.FindMissingAsync(clause.Id);

            var expected = Needed.GetValueOrDefault(clause.Id, []).Any(need => need.Name == lacking) ? FindingKind.NotExercised : FindingKind.Kept;
            if ((missing.Kind, missing.IsBlocked) != (expected, false))
                wrong.Add($"{clause.Id}: {missing.Kind}, {missing.Reason}");
        }

        Assert.Empty(wrong);
        Assert.Empty(consumer.All);
    }
}
