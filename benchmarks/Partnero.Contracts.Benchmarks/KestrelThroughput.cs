using System.Diagnostics;
using System.Globalization;

namespace Partnero.Contracts.Benchmarks;

/// <summary>Requests per second through Kestrel, of the endpoint and of one that only reads the body and answers 200, in turn: <c>kestrel</c>.</summary>
/// <param name="Webhook">The median of the endpoint, in requests per second.</param>
/// <param name="Bare">That of the other.</param>
/// <param name="Ratio">The median of the ratios of a turn of the one to the turn of the other beside it.</param>
internal sealed record KestrelThroughput(double Webhook, double Bare, double Ratio)
{
    public const int Connections = 32;
    private const string Secret = "Q7f2KxW9mLp3TzRb";
    private const int Pairs = 100;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);

    public static async Task<KestrelThroughput> MeasureAsync()
    {
        await using var server = await KestrelServer.StartAsync(Secret);
        // Of its own, so that nothing of the server waits for it.
        return await Task.Factory.StartNew(() => Measure(server), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Webhook:N0} requests/s by MapPartneroWebhook, {Bare:N0} by the bare endpoint: {Ratio:0.00} of it (median of {Pairs} pairs)");

    private static KestrelThroughput Measure(KestrelServer server)
    {
        var signature = PartneroSignature.Compute(TransactionBody.Json, Secret);
        using var toWebhook = new KestrelConnections(server.Address, KestrelServer.WebhookPath, TransactionBody.Json, signature, Connections);
        using var toBare = new KestrelConnections(server.Address, KestrelServer.BarePath, TransactionBody.Json, signature, Connections);
        RequestsPerSecond(toWebhook, Warmup);
        RequestsPerSecond(toBare, Warmup);

        var webhook = new double[Pairs];
        var bare = new double[Pairs];
        for (var i = 0; i < Pairs; i++)
        {
            // Each goes first as often as the other.
            if (i % 2 == 0)
                webhook[i] = RequestsPerSecond(toWebhook, Turn);
            bare[i] = RequestsPerSecond(toBare, Turn);
            if (i % 2 == 1)
                webhook[i] = RequestsPerSecond(toWebhook, Turn);
        }

        return new(Median(webhook), Median(bare), Median([.. webhook.Zip(bare, (own, other) => own / other)]));
    }

    private static double RequestsPerSecond(KestrelConnections connections, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(began) < time)
            count += connections.SendAll();
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
