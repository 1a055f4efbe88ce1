using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Checks one clause, and makes of whatever comes of it a report.</summary>
internal sealed class ClauseChecker(WebhookConsumer consumer)
{
    /// <summary>A shorter secret, such as "another", may stand in a sentence of our own.</summary>
    private const int MinToldApart = 8;

    public async Task<ClauseReport> CheckAsync(WebhookClause clause, ClauseRun run, CancellationToken cancellationToken)
    {
        if (consumer.Waived.TryGetValue(clause.Id, out var waiver))
            return new ClauseReport(clause, ClauseOutcome.Waived, waiver, TimeSpan.Zero, null);

        consumer.Log?.Clear();
        var clock = Stopwatch.StartNew();
        return Report(clause, run, await FindAsync(clause, run, cancellationToken).ConfigureAwait(false), clock.Elapsed);
    }

    /// <summary>The report of a clause of which something was found.</summary>
    public ClauseReport Report(WebhookClause clause, ClauseRun run, ClauseFinding finding, TimeSpan duration)
    {
        var outcome = Outcome(clause, finding);
        run.History.IsKnownToFail |= finding.IsBlocked || outcome == ClauseOutcome.Failed;
        return new ClauseReport(
            clause,
            outcome,
            finding.Reason is null ? null : Redact(finding.Reason),
            duration,
            finding.Delivery is null ? null : Reproduction.Of(run.Address, finding.Delivery, finding.Expected!, Redact(finding.Actual!), RedactLines(finding.Timeline)))
        {
            IsBlocked = finding.IsBlocked,
            Remedy = finding.Remedy ?? clause.Remedy,
            Why = finding.Why ?? (finding.Remedy is null ? clause.Why : null),
            Log = finding.Kind != FindingKind.Kept && (clause.BuildsOn == ClauseBasis.Nothing ? run.Baseline.Log : consumer.Log?.Read()) is { } log ? RedactLines(log) : null,
            Replay = finding.Kind == FindingKind.Broken ? Token(clause, run) : null,
        };
    }

    /// <summary>Nothing that a consumer does, or what looks into it, ends a check in another way than with a finding.</summary>
    private static async Task<ClauseFinding> FindAsync(WebhookClause clause, ClauseRun run, CancellationToken cancellationToken)
    {
        try
        {
            var finding = Preconditions.Find(clause, run) ?? await clause.Check(run, cancellationToken).ConfigureAwait(false);
            if (finding.Kind == FindingKind.Broken && clause.BuildsOn != ClauseBasis.Nothing)
                run.History.CutShort = After(clause, (await run.Blame.FindEndAsync(cancellationToken).ConfigureAwait(false))?.Reason);
            return finding;
        }
        catch (ClauseEndedException ended)
        {
            var end = ended.IsSilence ? await run.Blame.FindSilenceAsync(cancellationToken).ConfigureAwait(false) : ended.CutShort;
            run.History.CutShort = After(clause, end);
            return ended.Finding;
        }
        catch (Exception exception) when (exception is EffectsUnknownException or ProbeException or ConsumerUnreachableException)
        {
            run.History.CutShort = After(clause, exception.Message);
            return ClauseFinding.Blocked(exception.Message);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or AlreadyAppliedException or SchemaException))
        {
            // Not a word about the consumer: told in full, so that it can be fixed, and the other clauses are still checked.
            return ClauseFinding.Blocked($"The check itself ended in an exception that nobody expected. {exception}");
        }
    }

    private static string? After(WebhookClause clause, string? end) => end is null ? null : $"Since {clause.Id}, nothing more can be found out. {end}";

    private static string Token(WebhookClause clause, ClauseRun run)
    {
        var identity = run.Deliveries.Identity;
        return new ReplayToken
        {
            Kind = ReplayKind.Clause,
            Clause = clause.Id,
            Seed = identity.Seed,
            Nonce = identity.Nonce,
            Moment = identity.Moment,
            Url = identity.Url.AbsoluteUri,
            Schemas = run.Consumer.Schemas.Fingerprint,
            Pace = (run.Share, run.Connections),
            Baseline = (run.Baseline.Identity.Seed, run.Baseline.Identity.Nonce, run.Baseline.Identity.Moment),
        }.ToString();
    }

    /// <summary>A consumer's own words, such as an exception or the target of a redirect, may hold its secret.</summary>
    private string Redact(string text) =>
        VisibleText.Of(consumer.Secret.Length >= MinToldApart ? text.Replace(consumer.Secret, "***", StringComparison.Ordinal) : text);

    [return: NotNullIfNotNull(nameof(text))]
    private string? RedactLines(string? text) => text is null ? null : string.Join('\n', text.Split('\n').Select(Redact));

    private static ClauseOutcome Outcome(WebhookClause clause, ClauseFinding finding) => finding.Kind switch
    {
        FindingKind.Kept => ClauseOutcome.Passed,
        FindingKind.NotExercised => ClauseOutcome.NotExercised,
        _ => clause.IsAdvice ? ClauseOutcome.Advised : ClauseOutcome.Failed,
    };
}
