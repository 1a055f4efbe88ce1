using Partnero.Contracts.Testing.Generation;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Makes what a consumer fails at smaller: goes on with the first smaller case at which it fails as well, until it fails at none.</summary>
internal static class SmallestCase
{
    /// <param name="choices">What the case was drawn from.</param>
    /// <param name="found">What was found.</param>
    /// <param name="goesOn">Whether another smaller case is tried: a report is to come in seconds.</param>
    /// <param name="draw">Draws a case, to see whether it is smaller.</param>
    /// <param name="check">Draws a case, and tries it on the consumer; null where it does not fail.</param>
    public static async Task<ClauseFinding> FindAsync(
        ulong[] choices, ClauseFinding found, Func<bool> goesOn, Action<Choices> draw, Func<Choices, Task<ClauseFinding?>> check)
    {
        for (var isSmaller = true; isSmaller && goesOn();)
        {
            isSmaller = false;
            foreach (var candidate in ChoiceShrinker.Shrink(choices, Redraw).TakeWhile(_ => goesOn()))
            {
                try
                {
                    if (await check(Choices.Replay(candidate)).ConfigureAwait(false) is not { } smaller)
                        continue;
                    (choices, found, isSmaller) = (candidate, smaller, true);
                    break;
                }
                catch (ChoicesRejectedException)
                {
                    // About another entity, the same choices may draw nothing that fits: then this one is not smaller.
                }
            }
        }

        return found;

        ulong[] Redraw(Choices replay)
        {
            draw(replay);
            return replay.ToArray();
        }
    }
}
