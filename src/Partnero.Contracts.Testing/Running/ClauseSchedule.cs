using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Running;

/// <summary>
/// Checks clauses, as many side by side as deliveries may be under way: first those that disturb no other, then the rest one after the other.
/// Side by side, a clause can only pass. One that does not is checked again alone, its deliveries one after the other, and what it finds then is
/// what counts: nothing is held against a consumer that another clause may have caused.
/// </summary>
/// <param name="checker">Checks one.</param>
/// <param name="alone">What a clause works with that is checked alone.</param>
/// <param name="beside">What one works with that is checked beside others.</param>
/// <param name="session">How many may go side by side, and what is known of the consumer's end.</param>
/// <param name="baseline">Whether clauses mostly wait for effects.</param>
/// <param name="budget">How long it may take: what must be kept goes first.</param>
internal sealed class ClauseSchedule(
    ClauseChecker checker, Func<WebhookClause, ClauseRun> alone, Func<WebhookClause, ClauseRun> beside, ConsumerSession session, Baseline baseline, RunBudget budget)
{
    private readonly Dictionary<string, ClauseReport> _reports = [];
    private readonly Lock _lock = new();

    /// <returns>The reports, in the order of the clauses.</returns>
    public async Task<IReadOnlyList<ClauseReport>> RunAsync(IReadOnlyList<WebhookClause> clauses, Action<ClauseProgress> follow, CancellationToken cancellationToken)
    {
        using var ending = budget.Ending(cancellationToken);
        if (session.Connections > 1)
        {
            var atOnce = baseline.IsLongAwaited ? clauses.Count : session.Connections;
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(clauses.Where(GoesBeside).OrderBy(clause => clause.IsAdvice), parallel, async (clause, token) =>
            {
                if (budget.LeavesOut(clause) is not null)
                    return;
                var report = await CheckAsync(clause, beside(clause), ending, token).ConfigureAwait(false);
                if (report?.Outcome is ClauseOutcome.Passed or ClauseOutcome.Waived)
                    Add(report, clauses.Count, follow);
            }).ConfigureAwait(false);
            if (!ending.IsCancellationRequested)
                await FindEndAsync(clauses, follow, cancellationToken).ConfigureAwait(false);
        }

        // Where time may run out, what must be kept goes first.
        var isHurried = session.Share < 1;
        foreach (var clause in clauses.Where(clause => !_reports.ContainsKey(clause.Id)).OrderBy(clause => isHurried && clause.IsAdvice).ToList())
        {
            if (budget.LeavesOut(clause) is null)
            {
                follow(new ClauseProgress(clause, _reports.Count, clauses.Count, null));
                if (await CheckAsync(clause, alone(clause), ending, cancellationToken).ConfigureAwait(false) is { } report)
                {
                    Add(report, clauses.Count, follow);
                    continue;
                }
            }

            Add(new ClauseReport(clause, ClauseOutcome.NotExercised, budget.LeavesOut(clause), TimeSpan.Zero, null) { IsLeftOut = true }, clauses.Count, follow);
        }

        return [.. clauses.Select(clause => _reports[clause.Id])];
    }

    private bool GoesBeside(WebhookClause clause) => !clause.GoesAlone || (clause.MayGoBeside && (baseline.IsLongAwaited || session.Share < 1));

    /// <returns>Null where the time for the run was over before the clause was checked to its end.</returns>
    private async Task<ClauseReport?> CheckAsync(WebhookClause clause, ClauseRun run, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        try
        {
            return await checker.CheckAsync(clause, run, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && budget.LeavesOut(clause) is not null)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the consumer came to an end while clauses were checked side by side. Started again, it is asked one clause at a time which of them
    /// ends it; where it cannot be, what it no longer does is held against it all the same, with the clauses that may have done it.
    /// </summary>
    private async Task FindEndAsync(IReadOnlyList<WebhookClause> clauses, Action<ClauseProgress> follow, CancellationToken cancellationToken)
    {
        var suspects = clauses.Where(clause => GoesBeside(clause) && !_reports.ContainsKey(clause.Id) && budget.LeavesOut(clause) is null).ToList();
        if (suspects.Count == 0)
            return;
        var run = alone(suspects[0]);
        if (await run.Blame.FindEndAsync(cancellationToken).ConfigureAwait(false) is not { } end || await IsBackAsync(run, cancellationToken).ConfigureAwait(false))
            return;
        var together = $"{string.Join(", ", suspects.Select(clause => clause.Id))} {(suspects.Count == 1 ? "was" : "were")} checked beside others";
        session.History.CutShort ??= $"Since {together}, nothing more can be found out; check again one after the other to see what does it (ContractRunner.Connections 1). {end.Reason}";
        if (end.Finding is { Kind: FindingKind.Broken, Delivery: { } delivery } finding && suspects.Find(clause => !clause.IsAdvice) is { } first)
            Add(checker.Report(first, run, ClauseFinding.Broken(delivery, finding.Expected!, $"{finding.Actual}, since {together}") with { Remedy = finding.Remedy }, TimeSpan.Zero), clauses.Count, follow);
    }

    /// <summary>Whether the consumer takes deliveries again once it was started again.</summary>
    private static async Task<bool> IsBackAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        if (run.Consumer.Restart is null)
            return false;
        try
        {
            await run.Switches.RestartAsync(cancellationToken).ConfigureAwait(false);
            return await run.Blame.FindEndAsync(cancellationToken).ConfigureAwait(false) is null;
        }
        catch (ClauseEndedException)
        {
            return false;
        }
    }

    private void Add(ClauseReport report, int total, Action<ClauseProgress> follow)
    {
        lock (_lock)
        {
            _reports.Add(report.Clause.Id, report);
            follow(new ClauseProgress(report.Clause, _reports.Count, total, report));
        }
    }
}
