using System.Diagnostics;
using Partnero.Contracts.Testing.Sending;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class StartingGateTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_opens_once_all_have_arrived()
    {
        var gate = new StartingGate(3);
        var (first, second) = (gate.PassAsync(Cancellation), gate.PassAsync(Cancellation));
        Assert.False(gate.Opened.IsCompleted);

        await gate.PassAsync(Cancellation);

        await Task.WhenAll(first, second);
        Assert.True(gate.Opened.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task It_opens_where_no_more_arrive()
    {
        var clock = Stopwatch.StartNew();

        await new StartingGate(2).PassAsync(Cancellation);

        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Whoever_is_stopped_waits_no_longer()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = new StartingGate(2).PassAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
