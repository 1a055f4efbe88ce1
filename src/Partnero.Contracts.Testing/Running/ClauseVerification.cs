namespace Partnero.Contracts.Testing;

/// <summary>Checks a consumer against one clause, as a case of a test framework does.</summary>
public static class ClauseVerification
{
    /// <summary>Checks a consumer.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="consumer">The consumer. Hold it where its process is held: what its first deliveries show is found out once for each such object.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="ClauseBrokenException">The consumer breaks the clause; the message says how, and how to see it again.</exception>
    /// <exception cref="ClauseNotExercisedException">The consumer did not give what the clause needs, or is excused from it. A test framework may skip the case.</exception>
    /// <exception cref="ContractUndecidedException">Nothing can be said of the consumer: it could not be reached, a probe fails, or the clause could not be exercised and others build on it. It is no reason to skip.</exception>
    public static async Task VerifyAsync(this WebhookClause clause, WebhookConsumer consumer, CancellationToken cancellationToken = default)
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
