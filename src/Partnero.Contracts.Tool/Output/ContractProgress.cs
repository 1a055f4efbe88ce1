using System.Diagnostics;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Text;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows how far a run is: a bar on a terminal; elsewhere a line for each clause, apart from the report.</summary>
internal static class ContractProgress
{
    /// <returns>The report; of a run that was stopped, what was found until then.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped before anything was found.</exception>
    public static async Task<ContractReport> RunAsync(
        ContractRunner runner, Uri target, IReadOnlyList<WebhookClause>? clauses, string what, bool isQuiet, CancellationToken cancellationToken)
    {
        if (!isQuiet)
            AnsiConsole.MarkupLineInterpolated($"Checking {what}, with seed {runner.Seed}.");
        var found = new List<ClauseReport>();
        var clock = Stopwatch.StartNew();
        try
        {
            if (isQuiet || !AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
                return await runner.FollowAsync(clauses, Into(found, isQuiet ? null : Line), cancellationToken);
            return await RunWithBarAsync(runner, clauses, found, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && found.Count > 0)
        {
            return new ContractReport(MaskedAddress.Of(target), runner.Seed, found) { CutShort = "Stopped before the end.", Duration = clock.Elapsed };
        }
    }

    private static Task<ContractReport> RunWithBarAsync(ContractRunner runner, IReadOnlyList<WebhookClause>? clauses, List<ClauseReport> found, CancellationToken cancellationToken) =>
        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("finding out what it handles");
                return runner.FollowAsync(clauses, Into(found, value => Advance(bar, value)), cancellationToken);
            });

    private static void Advance(ProgressTask bar, ClauseProgress value)
    {
        bar.MaxValue = value.Total;
        bar.Value = value.Done;
        bar.Description = Markup.Escape(value.Clause.ToString());
    }

    private static void Line(ClauseProgress value)
    {
        if (value.Report is { } report)
            ErrorLine.Write($"{value.Done}/{value.Total} {report.Clause}: {OutcomeWords.Of(report.Outcome)}, {report.Duration.TotalMilliseconds:0} ms");
    }

    private static Action<ClauseProgress> Into(List<ClauseReport> found, Action<ClauseProgress>? show) => value =>
    {
        if (value.Report is { } report)
            found.Add(report);
        show?.Invoke(value);
    };
}
