using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using Perfolizer.Horology;

namespace Partnero.Contracts.Benchmarks;

/// <summary>Many short iterations, so that a burst of other work spoils few of them, and ratios beside the times.</summary>
internal sealed class RatioConfig : ManualConfig
{
    private const int Warmups = 10;
    private const int Iterations = 50;
    private const int IterationMilliseconds = 150;

    public RatioConfig()
    {
        AddJob(Job.Default
            .WithWarmupCount(Warmups)
            .WithIterationCount(Iterations)
            .WithIterationTime(TimeInterval.FromMilliseconds(IterationMilliseconds)));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
        AddColumn(CategoriesColumn.Default, TargetMethodColumn.Method);
        AddColumn(BaselineRatioColumn.RatioMean, BaselineRatioColumn.RatioStdDev, QuietRatioColumn.OfFloor, QuietRatioColumn.OfOwn);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median, StatisticColumn.Error);
        AddColumnProvider(DefaultColumnProviders.Metrics);
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
    }
}
