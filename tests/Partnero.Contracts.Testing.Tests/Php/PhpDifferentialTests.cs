using Xunit;

namespace Partnero.Contracts.Testing.Tests.Php;

public sealed class PhpDifferentialTests
{
    private const int Values = 20_000;
    private const string SeedVariable = "PARTNERO_TEST_SEED";

    [Fact]
    public async Task Fresh_random_values_are_encoded_as_by_PHP_itself()
    {
        Assert.SkipUnless(Programs.Has("php"), "PHP is not installed: our JSON is compared with the vectors alone.");
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var given) ? given : Random.Shared.Next();
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"seed {seed}; set {SeedVariable} to run the same values again");
        var gen = new PhpValueGen(new Random(seed));
        var cases = Enumerable.Range(0, Values).Select(_ => gen.Case()).ToList();

        var answers = await PhpProcess.EncodeAsync(cases, TestContext.Current.CancellationToken);

        var differing = cases.Zip(answers)
            .Select((pair, i) => (Index: i, pair.First.Flags, Expected: pair.Second, Actual: PhpVector.TryEncode(pair.First.Value, pair.First.Flags)))
            .Where(result => !PhpVector.IsSame(result.Expected, result.Actual))
            .Select(result => $"value {result.Index}, flags {result.Flags}: PHP wrote {PhpVector.Text(result.Expected)}, and we {PhpVector.Text(result.Actual)}")
            .ToList();
        Assert.True(differing.Count == 0, $"seed {seed}: {differing.Count} of {Values} differ\n{string.Join("\n", differing.Take(20))}");
        var refused = answers.Count(answer => answer is null);
        Assert.InRange(refused, Values / 20, Values - (Values / 20));
        output.WriteLine($"{Values} values are the same to the byte; {refused} of them PHP refuses, and so do we");
    }
}
