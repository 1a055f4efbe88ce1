using System.Diagnostics.CodeAnalysis;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>One promise of the contract, which can be checked against a consumer.</summary>
public sealed class WebhookClause : IFormattable, IParsable<WebhookClause>
{
    private const string VerdictId = "VERDICT";
    private const char HomeMark = '@';

    private ClauseBasis? _buildsOn;

    internal WebhookClause()
    {
    }

    /// <summary>A clause of your own, which is checked and reported like those of the contract.</summary>
    /// <param name="id">The id, such as <c>BILLING-01</c>: letters, digits and hyphens. What stands before the last hyphen is its group.</param>
    /// <param name="title">The promise, as a sentence about the consumer without its subject: <c>pays a reward once a month</c>.</param>
    /// <param name="check">Finds out whether a consumer keeps it. It is called where the consumer accepts valid deliveries and gives what the clause <see cref="Needs"/>.</param>
    /// <exception cref="ArgumentException">The id is not one, or the title is blank.</exception>
    [SetsRequiredMembers]
    public WebhookClause(string id, string title, Func<ClauseSession, CancellationToken, Task<ClauseFinding>> check)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(check);
        if (string.IsNullOrEmpty(id) || id.Equals(VerdictId, StringComparison.OrdinalIgnoreCase) || !id.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            throw new ArgumentException($"'{VisibleText.Of(id ?? "")}' is not a clause's id, which is of letters, digits and hyphens, such as BILLING-01; {VerdictId} is taken.", nameof(id));
        (Id, Title, Why, Source, Remedy) = (id, title, "", "", "");
        Check = (run, cancellationToken) => check(new ClauseSession(run), cancellationToken);
        IsOwn = true;
    }

    /// <summary>The id, such as <c>SIG-01</c>. Ids do not change.</summary>
    public required string Id { get; init; }

    /// <summary>The promise, as a sentence about the consumer without its subject: <c>refuses a delivery without a signature</c>.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// Whether it is advice, also where the sender's documentation is silent: reported, and no failure. Any other clause must be kept: breaking it
    /// loses, doubles, forges or refuses an event that the sender may really send.
    /// </summary>
    public bool IsAdvice { get; init; }

    /// <summary>What goes wrong for a consumer that breaks it.</summary>
    public required string Why { get; init; }

    /// <summary>Where the promise comes from.</summary>
    public required string Source { get; init; }

    /// <summary>How to fix a consumer that breaks it, as one sentence. The whole of it is on the <see cref="Page"/>.</summary>
    public required string Remedy { get; init; }

    /// <summary>The clause's page: what is sent, why it matters, how to fix it, and what is not flagged; null for a clause of your own that has none.</summary>
    public Uri? Page
    {
        get => field ?? (IsOwn ? null : ProjectPages.OfClause(Id));
        init;
    }

    /// <summary>Its group, such as <c>IDEM</c>: the id up to its last hyphen.</summary>
    public string Group => Id.LastIndexOf('-') is var at and > 0 ? Id[..at] : Id;

    /// <summary>What the clause needs of a consumer beyond its address and secret; without it, it is not exercised.</summary>
    public IReadOnlyList<Capability> Needs { get; init; } = [];

    /// <summary>What must be so before the clause is judged.</summary>
    internal ClauseBasis BuildsOn
    {
        get => _buildsOn ?? (Needs.Contains(Capability.Effects) ? ClauseBasis.Effects : ClauseBasis.Acceptance);
        init => _buildsOn = value;
    }

    /// <summary>
    /// Whether it is checked while no other is: it ends or moves the consumer, measures it, races for a moment, or sends what may bring it down. So
    /// do those of a consumer's own, of which nothing is known.
    /// </summary>
    internal bool GoesAlone
    {
        get => field || IsOwn || Needs.Contains(Capability.Clock) || Needs.Contains(Capability.Restart);
        init;
    }

    /// <summary>
    /// Whether it disturbs no other all the same, and is alone because it costs little: of a consumer that takes long it is checked beside others.
    /// </summary>
    internal bool MayGoBeside { get; init; }

    internal Func<ClauseRun, CancellationToken, Task<ClauseFinding>> Check { get; init; } =
        (_, _) => throw new InvalidOperationException("The clause has no check.");

    /// <summary>Whether it is not of the contract, but a consumer's own.</summary>
    internal bool IsOwn { get; private init; }

    /// <summary>The type that a clause of one's own was found in, which finds it again in another process; null where none is known.</summary>
    internal Type? Home { get; private set; }

    /// <summary>The deliveries to send; null where new ones are drawn.</summary>
    internal ReplayToken? Token { get; private set; }

    /// <summary>Who is told what was found.</summary>
    internal Action<ClauseReport>? Listener { get; private set; }

    /// <summary>Where the baselines of the test method's consumers are; null outside a test method of ours.</summary>
    internal BaselineScope? Scope { get; set; }

    /// <summary>Whether this very object was verified.</summary>
    internal bool WasVerified { get; set; }

    /// <summary>What was found when it was verified; null where it was not, or where nobody was there.</summary>
    internal ClauseReport? Report { get; set; }

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

    /// <summary>The same clause, as one that a type holds.</summary>
    internal WebhookClause Of(Type home)
    {
        var copy = (WebhookClause)MemberwiseClone();
        copy.Home = home;
        return copy;
    }

    /// <summary>The same clause, which tells a test framework what was found before it is said by an exception.</summary>
    /// <param name="listener">Called with each report; it may throw the framework's own exception, such as one that skips.</param>
    public WebhookClause ReportingTo(Action<ClauseReport> listener)
    {
        var copy = (WebhookClause)MemberwiseClone();
        copy.Listener = listener;
        return copy;
    }

    /// <summary>The same clause, which sends the deliveries of a token.</summary>
    internal WebhookClause Replaying(ReplayToken token)
    {
        var copy = (WebhookClause)MemberwiseClone();
        copy.Token = token;
        return copy;
    }

    /// <summary>The id and the title; before them the token of a clause that is replayed.</summary>
    public override string ToString() => Token is { } token ? $"{token} {Id} {Title}" : $"{Id} {Title}";

    /// <inheritdoc/>
    /// <remarks>There is one format, which <see cref="Parse"/> reads: a test framework keeps the clause of a case by it.</remarks>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) =>
        Home is null ? ToString() : $"{Token?.ToString() ?? Id}{HomeMark}{Home.FullName},{Home.Assembly.GetName().Name} {Title}";

    /// <summary>The clause of an id, or of a replay token; what follows the first blank is not looked at.</summary>
    /// <exception cref="FormatException">It is neither; the message says what it is.</exception>
    public static WebhookClause Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        var (name, home) = s.Split(' ', 2)[0].Split(HomeMark, 2) is [var first, var type] ? (first, type) : (s.Split(' ', 2)[0], null);
        if (name == VerdictId)
            return Verdict();
        var clauses = home is null ? ClauseSource.BuiltIn : ClauseSource.Of(home);
        return clauses.FirstOrDefault(clause => clause.Id.Equals(name, StringComparison.OrdinalIgnoreCase))?.Afresh() ?? OfToken(name, clauses);
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

    /// <summary>The one of some clauses that a token was printed for, which sends the same bytes again.</summary>
    /// <exception cref="FormatException">It is no token of a clause, or of none of these; the message says what it is.</exception>
    internal static WebhookClause OfToken(string token, IEnumerable<WebhookClause> clauses)
    {
        var parsed = ReplayToken.Parse(token);
        if (parsed.Kind != ReplayKind.Clause)
            throw new FormatException("The replay token is of a delivery or a sequence, and not of a clause. Give it to the property that printed it, or to DeliveryReplay.RunAsync.");
        return clauses.FirstOrDefault(clause => clause.Id == parsed.Clause)?.Replaying(parsed)
            ?? throw new FormatException($"The replay token is of the clause '{VisibleText.Of(parsed.Clause ?? "")}', which is not one of those that are checked here. Give the clauses that it belongs to, or use the version of the contract that made it.");
    }
}
