using System.Diagnostics;
using System.Security.Cryptography;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>Checks a consumer against the contract.</summary>
public sealed class ContractRunner
{
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

        // An event of the consumer's own may have no schema; one that is nearly spelt like another is a mistake.
        if (consumer.Handles?.FirstOrDefault(name => !consumer.Schemas.Events.Contains(name) && NearestName.IsMisspelt(name, consumer.Schemas.Events)) is { } unknown)
            throw new ArgumentException($"WebhookConsumer.Handles names '{unknown}', and no schema describes such an event. The nearest is {NearestName.Of(unknown, consumer.Schemas.Events)}. For events of your own, give their schemas (WebhookConsumer.Schemas).", nameof(consumer));
        _consumer = consumer;
        _replay = replay;
        Seed = seed;
    }

    /// <summary>What the deliveries are drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>
    /// How many deliveries may be under way at once: 1 unless set. With more, a run is faster the longer the consumer takes for an answer; a consumer
    /// that turns out to take one delivery at a time is sent one at a time. Its probes are then asked side by side too.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1, or more than 64.</exception>
    public int Connections
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 64);
            field = value;
        }
    } = 1;

    /// <summary>
    /// How many may be under way where the consumer takes 200 ms or more for an answer, and hardly longer when it gets so many at once:
    /// as many as <see cref="Connections"/> unless set to more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1, or more than 64.</exception>
    public int MaxConnections
    {
        get => Math.Max(field, Connections);
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 64);
            field = value;
        }
    } = 1;

    /// <summary>
    /// How long a run should take: two minutes unless set. The slower the consumer, the fewer deliveries are drawn, so that it is enough; what must
    /// be kept is checked first, and in any case; advice that there is no time for is left out, and the report says so.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than nothing.</exception>
    public TimeSpan Budget
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the run ends with its <see cref="Budget"/>: then what must be kept is left out too where there is no time for it. The report says so, and the verdict is undecided unless something is broken.</summary>
    public bool EndsWithBudget { get; init; }

    internal HistoryLimits HistoryLimits { get; init; } = HistoryLimits.Default;

    /// <summary>Checks the clause of a replay token again, with the same bytes.</summary>
    /// <param name="consumer">The consumer, which must not have seen them before: to one that remembers them, they are duplicates.</param>
    /// <param name="token">The token that a report shows with a clause.</param>
    /// <param name="clauses">The clauses that it may be of, those of your own among them; unless given, all of <see cref="PartneroContract.Clauses"/>.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="FormatException">It is no token of one of the clauses, or was made with other schemas; the message says what it is.</exception>
    /// <exception cref="ContractException">The consumer could not be reached, or has seen the deliveries before.</exception>
    public static async Task<ContractReport> ReplayAsync(WebhookConsumer consumer, string token, IReadOnlyList<WebhookClause>? clauses = null, CancellationToken cancellationToken = default)
    {
        var clause = WebhookClause.OfToken(token, clauses ?? PartneroContract.Clauses);
        return await new ContractRunner(consumer, ReplayToken.Parse(token)).RunAsync([clause], null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks all clauses, or some.</summary>
    /// <param name="clauses">The clauses; unless given, all of <see cref="PartneroContract.Clauses"/>.</param>
    /// <param name="progress">Told of each clause once it is checked.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ArgumentException">Two clauses have one id.</exception>
    /// <exception cref="ContractException">Nothing answers at the consumer's address, or a probe fails; the message says which.</exception>
    public Task<ContractReport> RunAsync(
        IReadOnlyList<WebhookClause>? clauses = null, IProgress<ClauseReport>? progress = null, CancellationToken cancellationToken = default) => FollowAsync(
        clauses,
        value =>
        {
            if (value.Report is { } report)
                progress?.Report(report);
        },
        cancellationToken);

    /// <summary>Checks all clauses, or some.</summary>
    /// <param name="clauses">The clauses; unless given, all of <see cref="PartneroContract.Clauses"/>.</param>
    /// <param name="follow">Told of each clause before it is checked and after.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    internal async Task<ContractReport> FollowAsync(IReadOnlyList<WebhookClause>? clauses, Action<ClauseProgress> follow, CancellationToken cancellationToken)
    {
        clauses = ClauseSource.Distinct(clauses ?? PartneroContract.Clauses);
        var clock = Stopwatch.StartNew();
        var budget = new RunBudget(Budget, EndsWithBudget);
        using var session = new ConsumerSession(_consumer, new ConsumerHistory()) { HistoryLimits = HistoryLimits };
        var baseline = await session.FindBaselineAsync(BaselineIdentity(), _replay is not null, cancellationToken).ConfigureAwait(false);
        session.History.CutShort = baseline.Incomplete;
        await session.FindConnectionsAsync(baseline, ClauseIdentity(), _replay?.Pace.Connections ?? Connections, _replay?.Pace.Connections ?? MaxConnections, cancellationToken).ConfigureAwait(false);
        session.Share = _replay?.Pace.Share ?? budget.Share(baseline.AnswerLatency, session.LookLatency, Math.Min(session.Connections, Connections));
        var schedule = new ClauseSchedule(
            new ClauseChecker(_consumer),
            clause => session.Run(baseline, ClauseIdentity(), clause.Id, clause.GoesAlone ? session.Connections : 1),
            clause => session.RunBeside(baseline, ClauseIdentity(), clause.Id),
            session,
            baseline,
            budget);
        var reports = await schedule.RunAsync(clauses, follow, cancellationToken).ConfigureAwait(false);

        return new ContractReport(_consumer.Address, Seed, reports)
        {
            Doubt = baseline.Doubt,
            CutShort = session.History.CutShort,
            LeftOut = budget.Say(session.Share, baseline.AnswerLatency, session.LookLatency),
            WithoutEffect = _consumer.Effects is null || _consumer.Handles is not null ? [] : [.. baseline.Accepted.Except(baseline.Effective)],
            Duration = clock.Elapsed,
        };
    }

    /// <summary>Checks one clause. What valid deliveries show of a consumer is found out once and remembered.</summary>
    internal async Task<ClauseReport> VerifyAsync(WebhookClause clause, CancellationToken cancellationToken)
    {
        var remembered = (_consumer.Baseline ?? (clause.Scope ?? BaselineScope.OfFixture(_consumer))?.Of(_consumer) ?? _consumer.OwnBaseline).Remembered(() => new RememberedConsumer());
        using var session = new ConsumerSession(_consumer, _replay is null ? remembered.History : new ConsumerHistory());
        Baseline baseline;
        try
        {
            baseline = _replay is null
                ? await remembered.FindAsync(session, BaselineIdentity(), cancellationToken).ConfigureAwait(false)
                : await session.FindBaselineAsync(BaselineIdentity(), isReplay: true, cancellationToken).ConfigureAwait(false);
        }
        catch (ConsumerUnreachableException exception) when (remembered.IsKnownToBeDown)
        {
            // One case says it in full; those after it have nothing to add.
            return new ClauseReport(clause, ClauseOutcome.NotExercised, exception.Message, TimeSpan.Zero, null) { Doubt = exception.Message };
        }
        catch (ConsumerUnreachableException)
        {
            remembered.IsKnownToBeDown = true;
            throw;
        }

        session.History.CutShort ??= baseline.Incomplete;
        if (_replay is not null)
        {
            await session.FindConnectionsAsync(baseline, ClauseIdentity(), _replay.Pace.Connections, _replay.Pace.Connections, cancellationToken).ConfigureAwait(false);
            session.Share = _replay.Pace.Share;
        }

        var report = await new ClauseChecker(_consumer).CheckAsync(clause, session.Run(baseline, ClauseIdentity(), clause.Id, session.Connections), cancellationToken).ConfigureAwait(false);
        return report with { Doubt = baseline.Doubt, CutShort = session.History.CutShort };
    }

    private RunIdentity BaselineIdentity() => _replay is null
        ? _consumer.NewIdentity(Seed)
        : new RunIdentity(_replay.Baseline.Seed, _replay.Baseline.Nonce, _replay.Baseline.Moment, new Uri(_replay.Url));

    private RunIdentity ClauseIdentity() => _replay is null
        ? _consumer.NewIdentity(Seed)
        : new RunIdentity(Seed, _replay.Nonce, _replay.Moment, new Uri(_replay.Url));
}
