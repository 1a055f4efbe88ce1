using BenchmarkDotNet.Running;

namespace Partnero.Contracts.Benchmarks;

/// <summary>Measures all that is said of receiving a delivery, and writes it into its page: <c>receive</c>, from the root of the repository.</summary>
internal static class ReceiveCommand
{
    private static readonly string Page = Path.Combine("docs", "performance.md");

    public static async Task<int> RunAsync()
    {
        // Before minutes of measuring.
        if (ReceivePage.Check(Page) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }

        var summaries = BenchmarkRunner.Run([typeof(ReceiveBenchmarks), typeof(StripeBenchmarks), typeof(OctokitBenchmarks)], new ReceiveConfig());
        var figures = summaries.SelectMany(ReceiveFigure.Of).ToArray();
        var throughput = await KestrelThroughput.MeasureAsync();
        ReceivePage.Write(Page, figures, throughput);
        Console.WriteLine(throughput);
        Console.WriteLine($"Written to {Page}.");
        return 0;
    }
}
