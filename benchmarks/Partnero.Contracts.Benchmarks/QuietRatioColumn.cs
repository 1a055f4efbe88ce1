using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Partnero.Contracts.Benchmarks;

/// <summary>A ratio of the quickest iterations: other work on the machine makes iterations slower and never quicker, so it spoils these least.</summary>
internal sealed class QuietRatioColumn : BaselineCustomColumn
{
    private readonly Func<double, double, double> _ratio;

    private QuietRatioColumn(string name, string legend, Func<double, double, double> ratio)
    {
        ColumnName = name;
        Legend = legend;
        _ratio = ratio;
    }

    /// <summary>How many times the floor a benchmark takes.</summary>
    public static IColumn OfFloor { get; } =
        new QuietRatioColumn("Quiet ratio", "Quickest iteration divided by the floor's quickest", (own, floor) => own / floor);

    /// <summary>Which part of a benchmark's time the floor takes.</summary>
    public static IColumn OfOwn { get; } =
        new QuietRatioColumn("Floor/this", "The floor's quickest iteration divided by the quickest of this", (own, floor) => floor / own);

    public override string Id => nameof(QuietRatioColumn) + ColumnName;

    public override string ColumnName { get; }

    public override string Legend { get; }

    public override int PriorityInCategory => int.MaxValue;

    public override bool IsNumeric => true;

    public override UnitType UnitType => UnitType.Dimensionless;

    public override string GetValue(
        Summary summary, BenchmarkCase benchmarkCase, Statistics baseline, IReadOnlyDictionary<string, Metric> baselineMetrics,
        Statistics current, IReadOnlyDictionary<string, Metric> currentMetrics, bool isBaseline) =>
        _ratio(current.Min, baseline.Min).ToString("N2", CultureInfo.InvariantCulture);
}
