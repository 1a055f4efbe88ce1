using System.Diagnostics;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>What became of events that were all acknowledged.</summary>
/// <param name="Lost">Those without an effect.</param>
/// <param name="Doubled">Those with more than one.</param>
/// <param name="Effects">How many effects there are.</param>
internal sealed record EffectsCount(int Lost, int Doubled, int Effects)
{
    /// <summary>Counts once nothing is pending any more.</summary>
    public static async Task<EffectsCount> OfAsync(TestDatabase database, IEnumerable<string> entities)
    {
        for (var clock = Stopwatch.StartNew(); await database.CountAsync(state: 1) > 0;)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(30), $"{await database.CountAsync(state: 1)} deliveries are pending still.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var entries = await database.QueryAsync($"SELECT {database.Name("Entity")} FROM entries", row => row.GetString(0));
        return new(entities.Except(entries).Count(), entries.GroupBy(entity => entity).Count(group => group.Count() > 1), entries.Count);
    }

    public override string ToString() => $"{Lost} lost, {Doubled} doubled";

    /// <param name="events">How many effects there are to be.</param>
    /// <param name="told">What a failure says.</param>
    public void AssertEachOnce(int events, string told) => Assert.True(this == new EffectsCount(0, 0, events), $"{told}; {Effects} effects");
}
