using Docs.Tests.Pages;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/troubleshooting.md: what it quotes is what is said, and its commands run one clause alone.</summary>
public sealed class TroubleshootingPageTests(BuiltPages pages)
{
    private const string Project = "Billing.Tests";

    private static readonly Page Troubleshooting = Page.Of("troubleshooting");

    [Fact]
    public async Task What_is_skipped_for_want_of_effects_says_so()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);

        var report = await CheckAsync(new WebhookConsumer(running.Consumer.Address, running.Consumer.Secret), "IDEM-01");

        AssertQuoted("The consumer does not let its effects be seen. Set WebhookConsumer.Effects.", report.Clauses[0].Reason);
    }

    [Fact]
    public async Task Another_secret_is_told_from_another_text_that_is_hashed()
    {
        await using var sound = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        await using var broken = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "reserialised-hash"), TestContext.Current.CancellationToken);

        var secret = await CheckAsync(new WebhookConsumer(sound.Consumer.Address, "another-secret"), "BODY-01", "BODY-02");
        var hash = await CheckAsync(new WebhookConsumer(broken.Consumer.Address, broken.Consumer.Secret), "BODY-01");

        AssertQuoted("it has another signing secret than WebhookConsumer.Secret", secret.Verdict.Reason);
        AssertQuoted("The consumer accepts no valid delivery: see BODY-01.", secret.Clauses[1].Reason);
        AssertQuoted("have it hash the bytes as received", hash.Clauses[0].Remedy);
    }

    [Fact]
    public async Task Another_path_is_undecided()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);

        var report = await CheckAsync(new WebhookConsumer(new Uri(running.Consumer.Address, "/"), running.Consumer.Secret), "BODY-01");

        AssertQuoted("o it seems not to be where the webhook is received", report.Verdict.Reason);
        Assert.True(report.Verdict.IsUndecided);
    }

    [Fact]
    public async Task A_failure_has_the_lines_that_the_page_reads()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "no-signature-check"), TestContext.Current.CancellationToken);

        var broken = await Assert.ThrowsAnyAsync<ContractException>(() => PartneroContract.Find("SIG-01").VerifyAsync(running.Consumer, TestContext.Current.CancellationToken));

        var example = Troubleshooting.Text.Split("```text\n")[1].Split("\n```")[0];
        Assert.Equal(Labels(example), Labels(broken.Message));
    }

    [Fact]
    public async Task Each_command_runs_exactly_one_clause()
    {
        var commands = Troubleshooting.Commands;
        Assert.Equal(2, commands.Count);
        File.WriteAllText(pages.PathOf("ef-core", "global.json"), Assert.Single(Troubleshooting.Json));

        foreach (var command in commands)
        {
            var words = command.Replace("\"", "", StringComparison.Ordinal).Split(' ').ToList();
            words.Insert(words.IndexOf(Project) + 1, "--no-build");
            var run = await pages.RunAsync("ef-core", words[0], [], [.. words.Skip(1)]);
            Assert.True(run.ExitCode == 0, $"{command}\n{run.Output}");
            Assert.Matches("[Tt]otal: 1\\b", run.Output);
        }
    }

    [Fact]
    public async Task Without_its_option_the_second_command_finds_no_case()
    {
        var run = await pages.RunProjectAsync("ef-core", Project, "-trait", "Clause=IDEM-03");

        Assert.Contains("Total: 0", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Without_a_global_json_dotnet_test_says_what_the_page_quotes()
    {
        var run = await pages.RunAsync("in-process", "dotnet", [], "test", Project, "--no-build");

        AssertQuoted("Testing with VSTest target is no longer supported", run.Output);
        Assert.NotEqual(0, run.ExitCode);
    }

    private static IEnumerable<string> Labels(string failure) => failure.ReplaceLineEndings("\n").Split('\n').Skip(1).Select(line => line.Trim().Split(' ')[0]);

    private static void AssertQuoted(string words, string? said)
    {
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Contains(words, Troubleshooting.Text, StringComparison.Ordinal);
    }

    private static Task<ContractReport> CheckAsync(WebhookConsumer consumer, params string[] ids) =>
        new ContractRunner(consumer).RunAsync([.. ids.Select(PartneroContract.Find)], cancellationToken: TestContext.Current.CancellationToken);
}
