using Partnero.Contracts.Testing;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows how far a run is: a bar on a terminal; elsewhere a line for each clause, apart from the report.</summary>
internal static class ContractProgress
{
    public static async Task<ContractReport> RunAsync(ContractRunner runner, IReadOnlyList<WebhookClause>? clauses, string what, bool isQuiet, CancellationToken cancellationToken)
    {
        if (isQuiet)
            return await runner.RunAsync(clauses, null, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Checking {what}, with seed {runner.Seed}.");
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return await runner.RunAsync(clauses, new Lines(), cancellationToken);

        ContractReport? report = null;
        await AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("finding out what it handles");
                report = await runner.RunAsync(clauses, new Bar(bar), cancellationToken);
            });
        return report!;
    }

    private sealed class Bar(ProgressTask bar) : IProgress<ClauseProgress>
    {
        public void Report(ClauseProgress value)
        {
            bar.MaxValue = value.Total;
            bar.Value = value.Done;
            bar.Description = Markup.Escape(value.Clause.ToString());
        }
    }

    private sealed class Lines : IProgress<ClauseProgress>
    {
        public void Report(ClauseProgress value)
        {
            if (value.Report is { } report)
                ErrorLine.Write($"{value.Done}/{value.Total} {report.Clause}: {OutcomeWords.Of(report.Outcome)}, {report.Duration.TotalMilliseconds:0} ms");
        }
    }
}
