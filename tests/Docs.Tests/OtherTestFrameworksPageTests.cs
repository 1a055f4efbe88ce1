using Docs.Tests.Pages;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/other-test-frameworks.md: the contract in each framework is green, red and skipped as the page says.</summary>
public sealed class OtherTestFrameworksPageTests(BuiltPages pages)
{
    private const string Page = "other-test-frameworks";

    public static TheoryData<string> Projects => ["Billing.NUnit", "Billing.MSTest", "Billing.Xunit2"];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task A_sound_consumer_is_green_and_what_cannot_be_exercised_is_skipped(string project)
    {
        await using var consumer = await StartAsync("sound");

        var run = await TestAsync(project, consumer.Consumer.Address);

        Assert.True(run.ExitCode == 0, run.Output);
        var skipped = PartneroContract.Clauses.Count(clause => clause.Needs.Count > 0);
        Assert.Contains($"Failed: 0, Passed: {PartneroContract.Clauses.Count + 1 - skipped}, Skipped: {skipped}, Total: {PartneroContract.Clauses.Count + 1},", Plain(run), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task A_broken_consumer_fails_the_verdict_and_the_case_of_the_clause(string project)
    {
        await using var consumer = await StartAsync("no-signature-check");

        var run = await TestAsync(project, consumer.Consumer.Address);

        Assert.True(run.ExitCode == 1, run.Output);
        Assert.Contains("SIG-01 broken: the consumer does not keep", run.Output, StringComparison.Ordinal);
        Assert.Matches("SIG-01, SIG-02, [^.]* are broken[.]", run.Output);
    }

    /// <summary>Why the page keeps the verdict beside the loop.</summary>
    [Fact]
    public async Task A_loop_that_skips_every_case_has_an_undecided_verdict()
    {
        await using var running = await StartAsync("sound");
        var consumer = new WebhookConsumer(running.Consumer.Address, running.Consumer.Secret);
        var clauses = PartneroContract.Clauses.Where(clause => clause.Id.StartsWith("IDEM", StringComparison.Ordinal)).ToList();

        var report = await new ContractRunner(consumer).RunAsync(clauses, cancellationToken: TestContext.Current.CancellationToken);

        foreach (var clause in clauses)
            Assert.True((await Assert.ThrowsAnyAsync<ContractException>(() => clause.VerifyAsync(consumer, TestContext.Current.CancellationToken))).MaySkip);
        Assert.True(report.Verdict.IsUndecided);
    }

    private async Task<ProcessRun> TestAsync(string project, Uri address) => await pages.RunAsync(
        Page, "dotnet", [("BILLING_WEBHOOK", address.AbsoluteUri)], "test", Path.Combine(project, "bin", "Debug", "net10.0", project + ".dll"), "--nologo");

    private static Task<RunningMutant> StartAsync(string name) => RunningMutant.StartAsync(
        Mutant.Defective.Append(Mutant.Sound).Single(mutant => mutant.Name == name), TestContext.Current.CancellationToken);

    private static string Plain(ProcessRun run) => string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
}
