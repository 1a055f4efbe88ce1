using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class TransportClausesTests
{
    [Theory]
    [InlineData("ROBUST-05")]
    [InlineData("ROBUST-06")]
    public async Task A_sound_consumer_keeps_each(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = ["partner.created", "reward.approved"] }.FindAsync(id));
    }

    [Fact]
    public async Task Forged_and_valid_deliveries_come_in_turn()
    {
        using var consumer = new SoundHandler();

        await new ClauseBench(consumer).FindAsync("ROBUST-06");

        Assert.Equal([false, true, false, true, true, false], consumer.All.Take(6).Select(posted => posted.IsSigned));
    }

    [Fact]
    public async Task A_forgery_that_is_let_in_after_a_valid_delivery_is_found()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted => !posted.IsSigned && consumer.All.Any(other => other.IsSigned) ? consumer.Force(posted) : null;

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("ROBUST-06")).Kind);
    }
}
