using System.Diagnostics.CodeAnalysis;
using Partnero.Contracts.Testing.Running;

namespace Partnero.Contracts.Testing;

/// <summary>One promise of the contract, which can be checked against a consumer.</summary>
public sealed class WebhookClause : IFormattable, IParsable<WebhookClause>
{
    private const string VerdictId = "VERDICT";

    private Action<ClauseReport>? _listener;
    private ReplayToken? _replay;
    private ClauseBasis? _buildsOn;

    internal WebhookClause()
    {
    }

    /// <summary>The id, such as <c>SIG-01</c>. Ids do not change.</summary>
    public required string Id { get; init; }

    /// <summary>The promise, as a sentence about the consumer without its subject: <c>refuses a delivery without a signature</c>.</summary>
    public required string Title { get; init; }

    /// <summary>How much the clause weighs.</summary>
    public ClauseLevel Level { get; init; } = ClauseLevel.Must;

    /// <summary>What goes wrong for a consumer that breaks it.</summary>
    public required string Why { get; init; }

    /// <summary>Where the promise comes from.</summary>
    public required string Source { get; init; }

    /// <summary>How to fix a consumer that breaks it, as one sentence. The whole of it is on the <see cref="Page"/>.</summary>
    public required string Remedy { get; init; }

    /// <summary>The clause's page: what is sent, why it matters, how to fix it, and what is not flagged.</summary>
    public Uri Page => ProjectPages.OfClause(Id);

    /// <summary>What the clause needs of a consumer; without it, it is not exercised.</summary>
    public ClauseNeeds Needs { get; init; }

    /// <summary>What must be so before the clause is judged.</summary>
    internal ClauseBasis BuildsOn
    {
        get => _buildsOn ?? (Needs.HasFlag(ClauseNeeds.Effects) ? ClauseBasis.Effects : ClauseBasis.Acceptance);
        init => _buildsOn = value;
    }

    internal Func<ClauseRun, CancellationToken, Task<ClauseFinding>> Check { get; init; } =
        (_, _) => throw new InvalidOperationException("The clause has no check.");

    /// <summary>Whether <see cref="VerifyAsync"/> was called for this very object.</summary>
    internal bool WasVerified { get; private set; }

    /// <summary>What <see cref="VerifyAsync"/> found; null where it was not called, or found nobody.</summary>
    internal ClauseReport? Report { get; private set; }

    /// <summary>Whether it stands for the verdict on all other clauses: a test framework decides it once they were verified.</summary>
    internal bool IsVerdict => Id == VerdictId;

    /// <summary>Stands for the verdict on all other clauses.</summary>
    internal static WebhookClause Verdict() => new()
    {
        Id = VerdictId,
        Title = "enough was exercised for a verdict",
        Why = "A contract of which nothing was exercised would be called kept.",
        Source = "",
        Remedy = "",
    };

    /// <summary>The same clause, of which nothing is known yet.</summary>
    internal WebhookClause Afresh()
    {
        var copy = (WebhookClause)MemberwiseClone();
        copy.WasVerified = false;
        copy.Report = null;
        return copy;
    }

    /// <summary>Checks a consumer.</summary>
    /// <exception cref="ClauseBrokenException">The consumer breaks the clause; the message says how, and how to see it again.</exception>
    /// <exception cref="ClauseNotExercisedException">The consumer did not give what the clause needs, or is excused from it. A test framework may skip the case.</exception>
    /// <exception cref="ContractUndecidedException">The clause could not be exercised, and without it nothing is known of the consumer. It is no reason to skip.</exception>
    /// <exception cref="ConsumerUnreachableException">Nothing listens at the consumer's address.</exception>
    public async Task VerifyAsync(WebhookConsumer consumer, CancellationToken cancellationToken = default)
    {
        WasVerified = true;
        if (IsVerdict)
            return;
        var report = await new ContractRunner(consumer, _replay).VerifyAsync(this, cancellationToken).ConfigureAwait(false);
        Report = report;
        _listener?.Invoke(report);
        switch (report.Outcome)
        {
            case ClauseOutcome.Failed:
                throw new ClauseBrokenException(report);
            case ClauseOutcome.NotExercised when report.IsBlocked:
                throw new ContractUndecidedException(report);
            case ClauseOutcome.NotExercised or ClauseOutcome.Waived:
                throw new ClauseNotExercisedException(report);
        }
    }

    /// <summary>The same clause, which tells a test framework what <see cref="VerifyAsync"/> found before it returns or throws.</summary>
    /// <param name="listener">Called with each report; it may throw the framework's own exception, such as one that skips.</param>
    public WebhookClause ReportingTo(Action<ClauseReport> listener)
    {
        var copy = (WebhookClause)MemberwiseClone();
        copy._listener = listener;
        return copy;
    }

    /// <summary>The same clause, which sends the deliveries of a token.</summary>
    internal WebhookClause Replaying(ReplayToken token)
    {
        var copy = (WebhookClause)MemberwiseClone();
        copy._replay = token;
        return copy;
    }

    /// <summary>The id and the title; before them the token of a clause that is replayed.</summary>
    public override string ToString() => _replay is { } token ? $"{token} {Id} {Title}" : $"{Id} {Title}";

    /// <inheritdoc/>
    /// <remarks>There is one format, which <see cref="Parse"/> reads: a test framework keeps the clause of a case by it.</remarks>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The clause of an id, or of a replay token; what follows the first blank is not looked at.</summary>
    /// <exception cref="FormatException">It is neither; the message says what it is.</exception>
    public static WebhookClause Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        var name = s.Split(' ', 2)[0];
        if (name == VerdictId)
            return Verdict();
        return PartneroContract.Clauses.FirstOrDefault(clause => clause.Id.Equals(name, StringComparison.OrdinalIgnoreCase))?.Afresh() ?? PartneroContract.Replay(name);
    }

    /// <summary>The clause of an id, or of a replay token, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out WebhookClause result)
    {
        try
        {
            result = s is null ? null : Parse(s, provider);
        }
        catch (FormatException)
        {
            result = null;
        }

        return result is not null;
    }
}
