using Partnero.Contracts.Testing;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows how far a run is: a bar on a terminal, a line at the start elsewhere.</summary>
internal static class ContractProgress
{
    public static async Task<ContractReport> RunAsync(ContractRunner runner, IReadOnlyList<WebhookClause>? clauses, string what, CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLineInterpolated($"Checking {what}, with seed {runner.Seed}.");
        if (!AnsiConsole.Profile.Capabilities.Interactive)
            return await runner.RunAsync(clauses, null, cancellationToken);

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
}
