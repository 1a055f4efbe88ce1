using System.Diagnostics;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Load;

/// <summary>Sends distinct events from several connections, each as fast as it is answered; some twice, and some forged.</summary>
internal sealed class LoadSender(IReadOnlyList<Uri> addresses, int deliveries, int seed) : IDisposable
{
    /// <summary>One in so many is a duplicate, and one a forgery.</summary>
    private const int Odd = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly PartneroClient _client = new();
    private readonly long[] _times = new long[deliveries];
    private int _next = -1;
    private int _acknowledged;
    private int _putOff;
    private int _unanswered;
    private int _duplicates;
    private int _forgeries;

    /// <summary>How many events were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public int PutOff => _putOff;

    public int Unanswered => _unanswered;

    public int Duplicates => _duplicates;

    public int Forgeries => _forgeries;

    public static string Id(int number) => $"p_{number}";

    public Task SendAsync(int connections) => Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync)));

    /// <summary>The time until the answer, of so large a share of the acknowledged.</summary>
    public TimeSpan Within(double share)
    {
        var sorted = _times.Order().ToArray();
        return TimeSpan.FromTicks(sorted[Math.Min((int)(sorted.Length * share), sorted.Length - 1)]);
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync()
    {
        for (var number = Interlocked.Increment(ref _next); number < deliveries; number = Interlocked.Increment(ref _next))
        {
            var random = new Random(seed ^ number);
            var body = Bodies.Partner(Id(number));
            _times[number] = await UntilAcknowledgedAsync(body, number);
            Interlocked.Increment(ref _acknowledged);
            if (random.Next(Odd) == 0)
            {
                Interlocked.Increment(ref _duplicates);
                await UntilAcknowledgedAsync(body, number + 1);
            }

            if (random.Next(Odd) == 0)
                await ForgeAsync(Bodies.Partner($"forged_{number}"), number);
        }
    }

    /// <returns>The ticks until the answer that acknowledges it.</returns>
    private async Task<long> UntilAcknowledgedAsync(byte[] body, int number)
    {
        while (true)
        {
            var clock = Stopwatch.StartNew();
            switch (await _client.PostAsync(addresses[number % addresses.Count], body))
            {
                case 200:
                    return clock.Elapsed.Ticks;
                case 503:
                    Interlocked.Increment(ref _putOff);
                    break;
                case null:
                    Interlocked.Increment(ref _unanswered);
                    break;
                case var status:
                    Assert.Fail($"A valid delivery was answered with {status}.");
                    break;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    private async Task ForgeAsync(byte[] body, int number)
    {
        Interlocked.Increment(ref _forgeries);
        var status = await _client.PostAsync(addresses[number % addresses.Count], body, "another secret");
        Assert.True(status is null or 401, $"A forgery was answered with {status}.");
    }
}
