using BenchmarkDotNet.Reports;

namespace Partnero.Contracts.Benchmarks;

/// <summary>What was measured of one way to receive a body.</summary>
/// <param name="What">The benchmark's description.</param>
/// <param name="Ratio">Its quickest iteration, divided by that of its floor.</param>
/// <param name="Nanoseconds">Its quickest iteration, for one body.</param>
/// <param name="Bytes">What it allocates for one.</param>
internal sealed record ReceiveFigure(string What, double Ratio, double Nanoseconds, long Bytes)
{
    /// <exception cref="InvalidOperationException">A benchmark failed.</exception>
    public static IEnumerable<ReceiveFigure> Of(Summary summary)
    {
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException($"{summary.Title}: a benchmark could not be run; see what is printed above.");
        var floor = Quickest(summary.Reports.Single(report => report.BenchmarkCase.Descriptor.Baseline));
        return summary.Reports.Select(report => new ReceiveFigure(
            report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            Quickest(report) / floor,
            Quickest(report),
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
    }

    private static double Quickest(BenchmarkReport report) =>
        report.ResultStatistics?.Min ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} has no result.");
}
