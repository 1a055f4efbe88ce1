using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Testing.Histories;

/// <summary>What was done in a history, and what the consumer answered, a line each.</summary>
internal sealed class HistoryTimeline
{
    private readonly List<string> _lines = [];
    private TimeSpan _time;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => _time += by;

    /// <summary>Adds what was done.</summary>
    public void Add(string what, string? answer = null) => _lines.Add($"{_time:hh\\:mm\\:ss}  {what}{(answer is null ? "" : ": " + answer)}");

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (at, line) in _lines.Index())
            text.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? "" : "\n")}{at + 1,2}. {line}");
        return text.ToString();
    }
}
