using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Histories;

/// <summary>Runs histories, and compares those that are over at once: a consumer that works after its answers is waited for once.</summary>
/// <param name="run">The consumer, and the means to send and to look.</param>
/// <param name="profile">What payloads are like.</param>
/// <param name="isRecorded">What an effect should hold of a delivery and does not, and what it holds; null where it is as it came.</param>
internal sealed class HistoryRuns(ClauseRun run, FixtureProfile profile, Func<WebhookDelivery, WebhookEffect, (string Expected, string Actual)?> isRecorded)
{
    private readonly List<(ulong[] Choices, HistoryDrive Drive)> _open = [];

    /// <summary>How many histories were sent.</summary>
    public int Count { get; private set; }

    /// <summary>The steps that choices draw.</summary>
    /// <exception cref="ChoicesRejectedException">They draw nothing that fits.</exception>
    public IReadOnlyList<HistoryStep> Draw(Choices choices) => new HistoryPlanner(run, profile, choices).Draw();

    /// <summary>Runs a history by itself.</summary>
    /// <returns>Where the consumer and a sound one part; null where they do not.</returns>
    public Task<ClauseFinding?> RunAloneAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken) => new HistoryDrive(run, isRecorded).RunAsync(steps, cancellationToken);

    /// <summary>Sends histories, side by side as far as they do not disturb each other.</summary>
    /// <param name="drawn">What they are drawn from.</param>
    /// <param name="isTime">Whether there is time for another one: of those that go one after the other, the first of each kind is sent whatever it says.</param>
    /// <param name="cancellationToken">Stops the clause.</param>
    /// <returns>The first at which the consumer and a sound one part, as far as that is seen by now; null where none is.</returns>
    public async Task<HistoryFinding?> SendAsync(IEnumerable<Choices> drawn, Func<bool> isTime, CancellationToken cancellationToken)
    {
        var histories = drawn.Select(choices => (Steps: Draw(choices), Choices: choices.ToArray())).ToList();

        // What moves the consumer's clock, or ends it, does so to all; what was sent before an end is compared before it.
        var beside = histories.Where(one => !Has(one.Steps, HistoryStepKind.Wait) && !Has(one.Steps, HistoryStepKind.Restart)).ToList();
        Count += beside.Count;
        var found = (await Task.WhenAll(beside.Select(one => SendAsync(one.Choices, one.Steps, cancellationToken))).ConfigureAwait(false)).ToList();
        foreach (var (steps, choices) in InTime(histories.Except(beside).Where(one => !Has(one.Steps, HistoryStepKind.Restart))))
            found.Add(await SendAsync(choices, steps, cancellationToken).ConfigureAwait(false));
        var restarting = histories.Where(one => Has(one.Steps, HistoryStepKind.Restart)).ToList();
        if (restarting.Count > 0)
            found.Add(await CompareAsync(cancellationToken).ConfigureAwait(false));
        foreach (var (steps, choices) in InTime(restarting))
            found.Add(await RunAloneAsync(steps, cancellationToken).ConfigureAwait(false) is { } finding ? new HistoryFinding(choices, finding) : null);
        return found.OfType<HistoryFinding>().FirstOrDefault();

        IEnumerable<(IReadOnlyList<HistoryStep> Steps, ulong[] Choices)> InTime(IEnumerable<(IReadOnlyList<HistoryStep> Steps, ulong[] Choices)> some)
        {
            foreach (var (index, one) in some.Index())
            {
                if (index > 0 && !isTime())
                    yield break;
                Count++;
                yield return one;
            }
        }
    }

    /// <summary>Compares what came of those that were sent and not compared yet.</summary>
    /// <returns>The first at which the consumer and a sound one part; null where none is.</returns>
    public async Task<HistoryFinding?> CompareAsync(CancellationToken cancellationToken)
    {
        var open = _open.ToList();
        _open.Clear();
        foreach (var (_, drive) in open)
            await drive.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (open.Count > 0)
            await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (choices, drive) in open)
        {
            if (await drive.CompareAsync(cancellationToken).ConfigureAwait(false) is { } finding)
                return new HistoryFinding(choices, finding);
        }

        return null;
    }

    private async Task<HistoryFinding?> SendAsync(ulong[] choices, IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        var drive = new HistoryDrive(run, isRecorded);
        if (await drive.SendAsync(steps, cancellationToken).ConfigureAwait(false) is { } finding)
            return new HistoryFinding(choices, finding);
        lock (_open)
            _open.Add((choices, drive));
        return null;
    }

    private static bool Has(IReadOnlyList<HistoryStep> steps, HistoryStepKind kind) => steps.Any(step => step.Kind == kind);
}

/// <summary>A history at which a consumer and a sound one part.</summary>
/// <param name="Choices">What it was drawn from.</param>
/// <param name="Finding">Where they part.</param>
internal sealed record HistoryFinding(ulong[] Choices, ClauseFinding Finding);
