namespace Partnero.Contracts.AspNetCore;

/// <summary>The deliveries of an inbox that wait for somebody, and what can be done about them.</summary>
/// <remarks>Registered by <c>UseEntityFrameworkInbox</c> and <c>UseAdoNetInbox</c>; keyed by the program's name where several are registered. Safe for concurrent use.</remarks>
public sealed class PartneroInbox
{
    private readonly InboxProgram _program;
    private readonly InboxRunner _runner;

    internal PartneroInbox(InboxProgram program, InboxRunner runner) => (_program, _runner) = (program, runner);

    /// <summary>Finds what is parked or could not be read, the oldest first.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ParkedDelivery>> FindParkedAsync(int max = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return await _program.Store.FindParkedAsync(_program.Name, max, cancellationToken);
    }

    /// <summary>Has one worked on once more, now, in this process, whatever else of its entity is under way. If that fails, it is parked again, with what was wrong this time.</summary>
    /// <param name="id">Its <see cref="ParkedDelivery.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the handler; the delivery is tried again then as if it had never been parked.</param>
    /// <returns><see cref="InboxRunOutcome.NotFound"/> where it is not parked, or where somebody else has just released it.</returns>
    public async Task<InboxRunOutcome> ReleaseAsync(long id, CancellationToken cancellationToken = default)
    {
        var claim = _program.Claim(1) with { Parked = id };
        var claimed = await _program.Gate.InTurnAsync(() => _program.Store.ClaimAsync(claim, cancellationToken), cancellationToken);
        return claimed.Count == 0 ? InboxRunOutcome.NotFound : await _runner.RunAsync(claimed[0], isRelease: true, cancellationToken);
    }

    /// <summary>Has each that is parked or unreadable now worked on once more, the oldest first.</summary>
    /// <param name="cancellationToken">Stops after the one under way.</param>
    /// <returns>What became of each, by its <see cref="ParkedDelivery.Id"/>.</returns>
    public async Task<IReadOnlyDictionary<long, InboxRunOutcome>> ReleaseAllAsync(CancellationToken cancellationToken = default)
    {
        var outcomes = new Dictionary<long, InboxRunOutcome>();
        foreach (var parked in await _program.Store.FindParkedAsync(_program.Name, int.MaxValue, cancellationToken))
            outcomes[parked.Id] = await ReleaseAsync(parked.Id, cancellationToken);
        return outcomes;
    }

    /// <summary>Counts what waits.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InboxDepth> MeasureAsync(CancellationToken cancellationToken = default) => await _program.Store.MeasureAsync(_program.Name, cancellationToken);
}
