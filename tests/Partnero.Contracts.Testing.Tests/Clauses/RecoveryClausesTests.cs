using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class RecoveryClausesTests
{
    private static readonly string[] Events = ["partner.created", "customer.created"];

    [Theory]
    [InlineData("RETRY-08")]
    [InlineData("RETRY-09")]
    [InlineData("RETRY-10")]
    public async Task A_sound_consumer_keeps_each(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = Events }.FindAsync(id));
    }

    [Fact]
    public async Task What_was_acknowledged_and_is_gone_after_the_restart_is_found_before_anything_else_is_sent()
    {
        using var consumer = new SoundHandler { Loses = _ => true };

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-08");

        Assert.Equal(FindingKind.Broken, finding.Kind);
        Assert.Single(consumer.All);
    }

    [Fact]
    public async Task An_attempt_that_fails_and_is_applied_with_the_next_delivery_is_found()
    {
        Posted? left = null;
        using var consumer = new SoundHandler();
        consumer.Answers = posted =>
        {
            if (consumer.Failures.TryGetValue((posted.Event!, posted.Entity!), out var failure) && failure.Times > 0)
                left = posted;
            else if (left is not null)
                consumer.Force(left);
            return null;
        };

        Assert.Equal((FindingKind.Broken, "1 effect"), await new ClauseBench(consumer).FindAsync("RETRY-09") is var finding ? (finding.Kind, finding.Expected) : default);
    }

    [Fact]
    public async Task A_consumer_that_takes_nothing_after_many_failures_is_found()
    {
        var failed = 0;
        using var consumer = new SoundHandler();
        consumer.Answers = posted =>
        {
            failed += consumer.Failures.TryGetValue((posted.Event!, posted.Entity!), out var failure) && failure.Times > 0 ? 1 : 0;
            return failed > 20 && failure.Times == 0 ? 500 : null;
        };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("RETRY-09")).Kind);
    }

    [Fact]
    public async Task What_never_succeeds_is_made_to_work_again_whatever_comes_of_the_others()
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Number > 1 };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("RETRY-10")).Kind);
        Assert.All(consumer.Failures.Values, failure => Assert.Equal(0, failure.Times));
    }
}
