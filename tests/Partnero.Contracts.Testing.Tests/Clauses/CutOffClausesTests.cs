using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class CutOffClausesTests
{
    [Fact]
    public async Task Where_nothing_is_cut_off_the_report_says_so()
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-11");

        Assert.Equal(FindingKind.Kept, finding.Kind);
        Assert.Contains("0 of ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_that_holds_for_ever_is_found()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = CutOff(consumer, _ => 409);

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-11");

        Assert.Equal((FindingKind.Broken, "a 2xx, at the latest for the last retry"), (finding.Kind, finding.Expected));
        Assert.InRange(consumer.Advanced, TimeSpan.FromHours(2.5), TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task A_mark_that_is_taken_for_done_is_found()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = CutOff(consumer, _ => 200);

        Assert.Equal((FindingKind.Broken, "1 effect"), await new ClauseBench(consumer).FindAsync("RETRY-11") is var finding ? (finding.Kind, finding.Expected) : default);
    }

    [Fact]
    public async Task A_mark_that_holds_for_some_minutes_is_sound_and_without_a_clock_nothing_is_said_of_it()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = CutOff(consumer, advanced => advanced < TimeSpan.FromMinutes(5) ? 409 : null);

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-11");
        Assert.Equal(FindingKind.Kept, finding.Kind);
        Assert.False(finding.Reason!.StartsWith("0 of ", StringComparison.Ordinal), finding.Reason);

        using var other = new SoundHandler();
        other.Answers = CutOff(other, _ => 409);
        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(other) { Gives = [Capability.Effects, Capability.Restart] }.FindAsync("RETRY-11")).Kind);
    }

    /// <summary>Breaks off some, and answers what comes again of them by how far the clock was moved since.</summary>
    private static Func<Posted, int?> CutOff(SoundHandler consumer, Func<TimeSpan, int?> again)
    {
        var begun = new Dictionary<string, TimeSpan>();
        return posted =>
        {
            if (begun.TryGetValue(posted.Body, out var at))
                return again(consumer.Advanced - at);
            // As the end of a process does: of those that come together, some are taken.
            if (posted.Number <= 8 || posted.Number % 3 != 0)
                return null;
            begun.Add(posted.Body, consumer.Advanced);
            return ScriptedHandler.Nobody;
        };
    }
}
