namespace Partnero.Contracts.Testing.Histories;

/// <summary>Leaves out steps of a history, as long as the consumer and a sound one part without them too: many at once first, then one by one.</summary>
/// <param name="draw">The steps, about entities that are new each time.</param>
/// <param name="run">Where the two part, of some steps; null where they do not.</param>
internal sealed class ShortestHistory(Func<IReadOnlyList<HistoryStep>> draw, Func<IReadOnlyList<HistoryStep>, Task<ClauseFinding?>> run)
{
    private HashSet<int> _omitted = [];

    /// <summary>Those of some steps that are not left out, by their places.</summary>
    public IReadOnlyList<HistoryStep> Of(IReadOnlyList<HistoryStep> steps) => [.. steps.Where((_, at) => !_omitted.Contains(at))];

    /// <param name="found">Where the two part with all steps.</param>
    /// <param name="goesOn">Whether there is time for another try.</param>
    /// <returns>Where they part with the fewest.</returns>
    public async Task<ClauseFinding> FindAsync(ClauseFinding found, Func<bool> goesOn)
    {
        var count = draw().Count;
        for (var some = Math.Max(1, count / 2); goesOn();)
        {
            var isShorter = false;
            for (var start = 0; start < count && goesOn(); start += some)
            {
                HashSet<int> omitted = [.. _omitted, .. Enumerable.Range(start, Math.Min(some, count - start))];
                var steps = draw();
                if (omitted.Count == _omitted.Count || omitted.Count == count || LosesBeginning(steps, omitted))
                    continue;
                if (await run([.. steps.Where((_, at) => !omitted.Contains(at))]).ConfigureAwait(false) is { } finding)
                    (_omitted, found, isShorter) = (omitted, finding, true);
            }

            if (some == 1 && !isShorter)
                break;
            some = isShorter ? some : Math.Max(1, some / 2);
        }

        return found;
    }

    /// <summary>Whether something is left of an entity whose creation is left out: that would be another history.</summary>
    private static bool LosesBeginning(IReadOnlyList<HistoryStep> steps, HashSet<int> omitted)
    {
        var created = Created(steps.Where((_, at) => !omitted.Contains(at)));
        return Created(steps).Except(created).Intersect(steps.Where((_, at) => !omitted.Contains(at)).SelectMany(step => step.Events).Select(one => one.Entity)).Any();
    }

    private static IEnumerable<string> Created(IEnumerable<HistoryStep> steps) =>
        steps.SelectMany(step => step.Events).Where(one => one.IsCreation).Select(one => one.Entity).Distinct();
}
