namespace Partnero.Contracts.Testing.Generation;

/// <summary>Makes sequences of choices smaller: what they draw is smaller, and as valid as before.</summary>
internal static class ChoiceShrinker
{
    /// <summary>Values drawn from smaller sequences, the most daring first; each from fewer choices than the given, or as many smaller ones.</summary>
    /// <param name="choices">The sequence.</param>
    /// <param name="draw">Draws a value; it may throw <see cref="ChoicesRejectedException"/>, and answers null for one that is not to be had.</param>
    public static IEnumerable<T> Shrink<T>(ulong[] choices, Func<Choices, T?> draw)
        where T : class
    {
        var seen = new HashSet<Sequence>();
        var original = Choices.Replay(choices, keepsSpans: true);
        if (Try(draw, original) is null)
            yield break;
        foreach (var candidate in Candidates(original.ToArray(), original.Spans))
        {
            var replay = Choices.Replay(candidate);
            var value = Try(draw, replay);
            var made = replay.ToArray();
            if (value is not null && IsSmaller(made, choices) && seen.Add(new Sequence(made)))
                yield return value;
        }
    }

    private static T? Try<T>(Func<Choices, T?> draw, Choices choices)
        where T : class
    {
        try
        {
            return draw(choices);
        }
        catch (ChoicesRejectedException)
        {
            return null;
        }
    }

    private static IEnumerable<ulong[]> Candidates(ulong[] choices, IReadOnlyList<(int Start, int End)> spans)
    {
        yield return [];
        foreach (var (start, end) in spans.Distinct().OrderByDescending(span => span.End - span.Start).ThenBy(span => span.Start))
        {
            yield return [.. choices[..start], .. choices[end..]];
            yield return [.. choices[..start], 0, .. choices[end..]];
            if (choices.AsSpan(start, end - start).ContainsAnyExcept(0ul))
                yield return [.. choices[..start], .. new ulong[end - start], .. choices[end..]];
        }

        // The simplest of several things needs nothing of what the others are drawn from.
        foreach (var (start, end) in spans.Where(span => span.Start > 0 && choices[span.Start - 1] > 0).Distinct())
            yield return [.. choices[..(start - 1)], 0, .. choices[end..]];

        for (var i = 0; i < choices.Length; i++)
        {
            foreach (var smaller in Smaller(choices[i]))
            {
                var candidate = (ulong[])choices.Clone();
                candidate[i] = smaller;
                yield return candidate;
            }
        }

        // Two items may change places, so that the smaller comes first.
        foreach (var (one, other) in spans.Zip(spans.Skip(1)).Where(pair => pair.First.End == pair.Second.Start))
            yield return [.. choices[..one.Start], .. choices[other.Start..other.End], .. choices[one.Start..one.End], .. choices[other.End..]];
    }

    private static IEnumerable<ulong> Smaller(ulong choice)
    {
        if (choice > 0)
            yield return 0;
        for (var step = choice / 2; step > 0; step /= 2)
            yield return choice - step;
    }

    private static bool IsSmaller(ulong[] one, ulong[] other) =>
        one.Length != other.Length ? one.Length < other.Length : one.AsSpan().SequenceCompareTo(other) < 0;

    private readonly record struct Sequence(ulong[] Made)
    {
        public bool Equals(Sequence other) => Made.AsSpan().SequenceEqual(other.Made);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var choice in Made)
                hash.Add(choice);
            return hash.ToHashCode();
        }
    }
}
