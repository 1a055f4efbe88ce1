namespace Partnero.Contracts.Testing.Running;

/// <summary>Checks a consumer against one clause, as a case of a test framework does.</summary>
internal static class ClauseVerification
{
    /// <exception cref="ClauseBrokenException">The consumer breaks the clause.</exception>
    /// <exception cref="ClauseNotExercisedException">The consumer did not give what the clause needs, or is excused from it.</exception>
    /// <exception cref="ContractUndecidedException">Nothing can be said of the consumer.</exception>
    public static async Task VerifyAsync(WebhookClause clause, WebhookConsumer consumer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clause);
        clause.WasVerified = true;
        if (clause.IsVerdict)
            return;
        var report = await new ContractRunner(consumer, clause.Token).VerifyAsync(clause, cancellationToken).ConfigureAwait(false);
        clause.Report = report;
        clause.Listener?.Invoke(report);
        switch (report.Outcome)
        {
            case ClauseOutcome.Failed:
                throw new ClauseBrokenException(report);
            case ClauseOutcome.NotExercised when report.IsBlocked:
                throw new ContractUndecidedException($"{report.Clause.Id} could not be exercised, so the contract is undecided: {report.Reason}");
            case ClauseOutcome.NotExercised or ClauseOutcome.Waived:
                throw new ClauseNotExercisedException(report);
        }
    }
}
