using System.Diagnostics;
using System.Security.Cryptography;
using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Reporting;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing;

/// <summary>Checks a consumer against the contract.</summary>
public sealed class ContractRunner
{
    /// <summary>A shorter secret, such as "s", stands in every sentence.</summary>
    private const int ShortestToldApart = 4;

    private readonly WebhookConsumer _consumer;
    private readonly ReplayToken? _replay;

    /// <summary>Creates a runner for one consumer.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="seed">What the deliveries are drawn from; random unless given. Ids are new in every run.</param>
    public ContractRunner(WebhookConsumer consumer, ulong? seed = null)
        : this(consumer, null, seed ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)))
    {
    }

    internal ContractRunner(WebhookConsumer consumer, ReplayToken? replay)
        : this(consumer, replay, replay?.Seed ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)))
    {
    }

    private ContractRunner(WebhookConsumer consumer, ReplayToken? replay, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        if (replay is not null && replay.Schemas != consumer.Schemas.Fingerprint)
            throw new FormatException("The replay token was made with other schemas than the consumer's. Give the schemas that it was made with (WebhookConsumer.Schemas), or check the consumer again.");
        _consumer = consumer;
        _replay = replay;
        Seed = seed;
    }

    /// <summary>What the deliveries are drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>A runner that checks the clause of a replay token again, with the same bytes.</summary>
    /// <param name="consumer">The consumer, which must not have seen them before: to one that remembers them, they are duplicates.</param>
    /// <param name="token">The token that a report shows with a clause.</param>
    /// <exception cref="FormatException">It is no token of a clause, or was made with other schemas; the message says what it is.</exception>
    public static async Task<ContractReport> ReplayAsync(WebhookConsumer consumer, string token, CancellationToken cancellationToken = default)
    {
        var clause = PartneroContract.Replay(token);
        return await new ContractRunner(consumer, ReplayToken.Parse(token)).RunAsync([clause], null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks all clauses, or some, one after the other.</summary>
    /// <param name="clauses">The clauses; all of <see cref="PartneroContract.Clauses"/> where there are none.</param>
    /// <param name="progress">Told of each clause before it is checked and after.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ConsumerUnreachableException">Nothing listens at the consumer's address.</exception>
    public async Task<ContractReport> RunAsync(
        IReadOnlyList<WebhookClause>? clauses = null, IProgress<ClauseProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        clauses ??= PartneroContract.Clauses;
        var clock = Stopwatch.StartNew();
        using var session = new ConsumerSession(_consumer);
        var control = await session.FindControlAsync(ControlIdentity(), _replay is not null, cancellationToken).ConfigureAwait(false);
        var reports = new List<ClauseReport>();
        foreach (var clause in clauses)
        {
            progress?.Report(new ClauseProgress(clause, reports.Count, clauses.Count, null));
            reports.Add(await CheckAsync(clause, session.Run(control, ClauseIdentity(), clause), cancellationToken).ConfigureAwait(false));
            progress?.Report(new ClauseProgress(clause, reports.Count, clauses.Count, reports[^1]));
        }

        return new ContractReport(_consumer.Address, Seed, reports)
        {
            IsSecretDoubtful = control.IsSecretDoubtful,
            IsAlwaysLater = control.IsAlwaysLater,
            CutShort = control.Silence,
            Duration = clock.Elapsed,
        };
    }

    /// <summary>Checks one clause. What valid deliveries show of a consumer is found out once and remembered.</summary>
    internal async Task<ClauseReport> VerifyAsync(WebhookClause clause, CancellationToken cancellationToken)
    {
        using var session = new ConsumerSession(_consumer);
        var control = _replay is null
            ? await ControlCache.FindAsync(_consumer, session, ControlIdentity(), cancellationToken).ConfigureAwait(false)
            : await session.FindControlAsync(ControlIdentity(), isReplay: true, cancellationToken).ConfigureAwait(false);
        return await CheckAsync(clause, session.Run(control, ClauseIdentity(), clause), cancellationToken).ConfigureAwait(false);
    }

    private RunIdentity ControlIdentity() => _replay is null
        ? RunIdentity.New(_consumer, Seed)
        : new RunIdentity(_replay.Control.Seed, _replay.Control.Nonce, _replay.Control.Moment, new Uri(_replay.Url));

    private RunIdentity ClauseIdentity() => _replay is null
        ? RunIdentity.New(_consumer, Seed)
        : new RunIdentity(Seed, _replay.Nonce, _replay.Moment, new Uri(_replay.Url));

    private async Task<ClauseReport> CheckAsync(WebhookClause clause, ClauseRun run, CancellationToken cancellationToken)
    {
        if (_consumer.Waived.TryGetValue(clause.Id, out var waiver))
            return new ClauseReport(clause, ClauseOutcome.Waived, waiver, TimeSpan.Zero, null);

        var clock = Stopwatch.StartNew();
        ClauseFinding finding;
        try
        {
            finding = Preconditions.Find(clause, run) ?? await clause.Check(run, cancellationToken).ConfigureAwait(false);
        }
        catch (ConsumerUnreachableException fault)
        {
            // It was there at the start of the run, so a delivery of this clause, or one before it, brought it down.
            finding = ClauseFinding.Gone(fault.Message);
        }
        catch (ConsumerSilentException fault)
        {
            finding = ClauseFinding.Broken(fault.Delivery, "an answer", fault.Message);
            run.Control.Silence = await run.FindSilenceAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConsumerBusyException fault)
        {
            finding = ClauseFinding.NotExercised(fault.Message);
            run.Control.Silence = fault.Message;
        }
        catch (CannotExerciseException fault)
        {
            finding = ClauseFinding.NotExercised(fault.Message);
        }

        return new ClauseReport(
            clause,
            Outcome(clause, finding),
            finding.Reason is null ? null : Redact(finding.Reason),
            clock.Elapsed,
            finding.Delivery is null ? null : Reproduction.Of(run.Address, finding.Delivery, finding.Expected!, Redact(finding.Actual!)))
        {
            Replay = finding.Kind == FindingKind.Broken ? Token(clause, run) : null,
        };
    }

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
            Url = identity.Url.ToString(),
            Schemas = run.Consumer.Schemas.Fingerprint,
            Control = (run.Control.Identity.Seed, run.Control.Identity.Nonce, run.Control.Identity.Moment),
        }.ToString();
    }

    /// <summary>A consumer's own words, such as an exception or the target of a redirect, may hold its secret.</summary>
    private string Redact(string text) =>
        VisibleText.Of(_consumer.Secret.Length >= ShortestToldApart ? text.Replace(_consumer.Secret, "***", StringComparison.Ordinal) : text);

    private static ClauseOutcome Outcome(WebhookClause clause, ClauseFinding finding) => finding.Kind switch
    {
        FindingKind.Kept => ClauseOutcome.Passed,
        FindingKind.NotExercised => ClauseOutcome.NotExercised,
        _ => clause.Level == ClauseLevel.Must ? ClauseOutcome.Failed : ClauseOutcome.Advised,
    };
}

/// <summary>How far a run is.</summary>
/// <param name="Clause">The clause that is being checked, or was.</param>
/// <param name="Done">How many clauses have been checked.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Report">What was found; null while the clause is being checked.</param>
public sealed record ClauseProgress(WebhookClause Clause, int Done, int Total, ClauseReport? Report);
