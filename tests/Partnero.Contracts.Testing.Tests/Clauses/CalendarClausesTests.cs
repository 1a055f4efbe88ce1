using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class CalendarClausesTests
{
    [Fact]
    public async Task The_clock_is_moved_over_midnight_the_end_of_a_month_and_each_change_of_clocks_of_a_year()
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-15");

        Assert.Equal(FindingKind.Kept, finding.Kind);
        foreach (var turn in new[] { "Over midnight (", "the end of a month (", "a change of clocks (" })
            Assert.Contains(turn, finding.Reason, StringComparison.Ordinal);
        Assert.InRange(consumer.Advanced, TimeSpan.FromDays(28), TimeSpan.FromDays(370));
    }

    [Fact]
    public async Task A_duplicate_in_the_next_month_that_takes_effect_again_is_found()
    {
        var now = DateTimeOffset.UtcNow;
        using var consumer = new SoundHandler();
        consumer.Remembers = posted => $"{(now + consumer.Advanced):yyyy-MM} {posted.Body}";

        Assert.Equal((FindingKind.Broken, "1 effect"), await new ClauseBench(consumer).FindAsync("IDEM-15") is var finding ? (finding.Kind, finding.Expected) : default);
    }

    [Fact]
    public async Task A_clock_that_takes_long_is_moved_no_further()
    {
        var longest = TimeSpan.FromSeconds(3);
        using var consumer = new SoundHandler();
        consumer.AdvanceTakes = by => TimeSpan.FromSeconds(by.TotalDays) is var takes && takes < longest ? takes : longest;

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-15");

        Assert.Equal(FindingKind.Kept, finding.Kind);
        Assert.Contains("takes longer than 2 s to be moved on to", finding.Reason, StringComparison.Ordinal);
        Assert.True(consumer.All.Count > 0);
    }

    [Fact]
    public void Clocks_are_put_back_once_a_year_and_changed_twice()
    {
        var summer = new DateTimeOffset(2026, 7, 1, 12, 30, 0, TimeSpan.Zero);

        // Berlin's, New York's, and those of this machine, which may be either or none.
        Assert.Contains(new DateTimeOffset(2025, 10, 26, 1, 0, 0, TimeSpan.Zero), Testing.Clauses.ClockChanges.LastBack(summer));
        Assert.Contains(new DateTimeOffset(2025, 11, 2, 6, 0, 0, TimeSpan.Zero), Testing.Clauses.ClockChanges.LastBack(summer));
        var next = Testing.Clauses.ClockChanges.Next(summer);
        Assert.Contains(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero), next);
        Assert.Contains(new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero), next);
        Assert.Equal(next.Order(), next);
    }
}
