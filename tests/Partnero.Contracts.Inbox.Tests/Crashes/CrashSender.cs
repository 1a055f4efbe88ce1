using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Crashes;

/// <summary>Sends as Partnero does: each event until it is acknowledged, and sometimes again after that; and as others do, who do not know the secret.</summary>
internal sealed class CrashSender(IReadOnlyList<Uri> addresses, int seed) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly PartneroClient _client = new();
    private int _acknowledged;
    private int _deliveries;
    private int _unanswered;
    private int _refused;
    private int _forgeries;

    /// <summary>How many events were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public int Deliveries => _deliveries;

    public int Unanswered => _unanswered;

    public int Refused => _refused;

    public int Forgeries => _forgeries;

    public static string Id(int number) => $"p_{number}";

    /// <summary>Sends events, one after the other.</summary>
    public async Task SendAsync(IReadOnlyList<int> numbers)
    {
        var random = new Random(seed ^ numbers[0]);
        foreach (var number in numbers)
        {
            var body = Bodies.Partner(Id(number));
            if (random.Next(10) == 0)
                await ForgeAsync(Bodies.Partner($"forged_{number}"), random);
            // At the same moment, to another process where there is one.
            var twin = random.Next(5) == 0 ? UntilAcknowledgedAsync(body, random.Next()) : Task.CompletedTask;
            await UntilAcknowledgedAsync(body, random.Next());
            Interlocked.Increment(ref _acknowledged);
            await twin;
            if (random.Next(5) == 0)
                await UntilAcknowledgedAsync(body, random.Next());
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task UntilAcknowledgedAsync(byte[] body, int first)
    {
        for (var attempt = first; ; attempt = unchecked(attempt + 1))
        {
            switch (await PostAsync(body, RunningBilling.Secret, attempt))
            {
                case 200:
                    return;
                case null:
                    Interlocked.Increment(ref _unanswered);
                    break;
                case 500 or 503:
                    Interlocked.Increment(ref _refused);
                    break;
                case var status:
                    Assert.Fail($"A valid delivery was answered with {status}.");
                    break;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    private async Task ForgeAsync(byte[] body, Random random)
    {
        Interlocked.Increment(ref _forgeries);
        var status = await PostAsync(body, "another secret", random.Next());
        Assert.True(status is null or 401, $"A forgery was answered with {status}.");
    }

    /// <returns>The status; null where no answer came.</returns>
    private Task<int?> PostAsync(byte[] body, string secret, int attempt)
    {
        Interlocked.Increment(ref _deliveries);
        return _client.PostAsync(addresses[(int)((uint)attempt % addresses.Count)], body, secret);
    }
}
