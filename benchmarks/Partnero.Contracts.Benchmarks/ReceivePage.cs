using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Benchmarks;

/// <summary>The tables of receiving a delivery, between two marks of the page.</summary>
internal static class ReceivePage
{
    private const string Begin = "<!-- receive:begin -->";
    private const string End = "<!-- receive:end -->";

    /// <summary>Why the tables cannot be written; null where they can.</summary>
    public static string? Check(string page)
    {
        if (!File.Exists(page))
            return $"There is no {page} here. Run this from the root of the repository.";
        var text = File.ReadAllText(page);
        return text.IndexOf(Begin, StringComparison.Ordinal) is >= 0 and var begin && text.IndexOf(End, begin, StringComparison.Ordinal) >= 0
            ? null
            : $"{page} has no marks {Begin} and {End}, between which the tables belong.";
    }

    public static void Write(string page, IReadOnlyList<ReceiveFigure> figures, KestrelThroughput throughput)
    {
        var text = File.ReadAllText(page);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, begin, StringComparison.Ordinal);
        File.WriteAllText(page, $"{text[..begin]}\n{Tables(figures, throughput)}{text[end..]}");
    }

    private static string Tables(IReadOnlyList<ReceiveFigure> figures, KestrelThroughput throughput)
    {
        var tables = new StringBuilder();
        tables.Append(CultureInfo.InvariantCulture, $"Partnero's body has {TransactionBody.Json.Length} bytes, Stripe's {StripeBenchmarks.Body.Length} and GitHub's {OctokitBenchmarks.Body.Length}.\n\n");
        tables.Append("| what | times its floor | quickest | allocated |\n|---|---|---|---|\n");
        foreach (var figure in figures)
            tables.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Ratio:0.00} | {figure.Nanoseconds / 1000:0.0} µs | {(figure.Bytes == 0 ? "–" : $"{figure.Bytes:N0} B")} |\n");
        tables.Append("\n| through Kestrel | of the bare endpoint | requests/s |\n|---|---|---|\n");
        tables.Append(CultureInfo.InvariantCulture, $"| `MapPartneroWebhook` | {throughput.Ratio:0.00} | {Rounded(throughput.Webhook):N0} |\n");
        tables.Append(CultureInfo.InvariantCulture, $"| bare endpoint | 1.00 | {Rounded(throughput.Bare):N0} |\n");
        return tables.ToString();
    }

    private static double Rounded(double requests) => Math.Round(requests / 100) * 100;
}
