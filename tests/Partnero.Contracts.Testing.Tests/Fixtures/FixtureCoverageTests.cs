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

        var never = adversarial.Missing.Select(row => $"{row.Place} {row.What}").ToList();
        Assert.True(never.Count == 0, $"seed {seed}: {string.Join(", ", never)} never drawn\n{adversarial}");

        // What the sender is not known to do is left out of the realistic profile, and nothing else.
        Assert.All(realistic.Missing, row => Assert.True(
            row.What is "branch 2: string" || (row.What == "branch 2: object" && row.Place == "/tags"), $"seed {seed}: {row.Place} {row.What} never drawn"));
        TestContext.Current.TestOutputHelper?.WriteLine(realistic.ToString());
    }
}
