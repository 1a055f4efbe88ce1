using System.Diagnostics;
using Xunit;

namespace Partnero.Contracts.TestSupport;

/// <summary>Waits for what comes about by itself, by asking.</summary>
internal static class Poll
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(condition, Deadline);

    public static async Task UntilAsync(Func<bool> condition, TimeSpan deadline)
    {
        for (var clock = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(clock.Elapsed < deadline, $"It did not come about within {deadline}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
