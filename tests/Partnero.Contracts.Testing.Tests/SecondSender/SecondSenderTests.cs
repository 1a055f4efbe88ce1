using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.SecondSender;

/// <summary>What is true of any sender is checked with what is known of another one: nothing of Partnero stands outside its own sheet.</summary>
public sealed class SecondSenderTests
{
    /// <summary>How PHP writes JSON is not of any sender.</summary>
    private static readonly IReadOnlyList<WebhookClause> Clauses = [.. PartneroContract.Clauses.Where(clause => clause.Group != "PHP")];

    [Fact]
    public async Task A_sound_consumer_keeps_what_is_true_of_any_sender()
    {
        var report = await CheckAsync(InvoiceDefect.None);

        Assert.True(report.IsKept, report.Verdict.Reason + string.Join("\n", report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised).Select(clause => $"\n{clause.Clause}: {clause.Reason}")));
        Assert.InRange(report.Verdict.Exercised.Count, 25, Clauses.Count);
        TestContext.Current.SendDiagnosticMessage("{0} clauses exercised with the second sender", report.Verdict.Exercised.Count);
    }

    [Theory]
    [InlineData(nameof(InvoiceDefect.DoesNotVerify), "SIG-01", "SIG-02", "SIG-03", "SIG-04", "SIG-05")]
    [InlineData(nameof(InvoiceDefect.AppliesTwice), "IDEM-01", "IDEM-03")]
    [InlineData(nameof(InvoiceDefect.MarksFirst), "RETRY-01")]
    public async Task A_broken_consumer_breaks_what_it_is_broken_for(string defect, params string[] broken)
    {
        var report = await CheckAsync(Enum.Parse<InvoiceDefect>(defect));

        Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        Assert.Subset(report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => clause.Clause.Id).ToHashSet(), broken.ToHashSet());
    }

    private static async Task<ContractReport> CheckAsync(InvoiceDefect defect)
    {
        await using var consumer = await InvoiceConsumer.StartAsync(defect);
        // How short a history is that shows a defect is not what is looked at here.
        var limits = HistoryLimits.Default with { Smaller = TimeSpan.FromMilliseconds(200) };
        return await new ContractRunner(consumer.Seen, seed: 7) { HistoryLimits = limits }.RunAsync(Clauses, cancellationToken: TestContext.Current.CancellationToken);
    }
}
