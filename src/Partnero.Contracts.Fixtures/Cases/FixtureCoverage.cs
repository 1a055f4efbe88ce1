using System.Globalization;
using System.Text;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>What drawn payloads of one event were like: for each optional field whether it was absent, null and there, and each branch of each union, and in which of the sender's two shapes it was; beside it, what is known of that.</summary>
/// <remarks>It is counted by looking at the payloads, and not by asking what drew them.</remarks>
internal sealed record FixtureCoverage
{
    internal FixtureCoverage(string eventName, int payloads, IReadOnlyList<CoverageRow> rows)
    {
        Event = eventName;
        Payloads = payloads;
        Rows = rows;
    }

    /// <summary>The event's name.</summary>
    public string Event { get; init; }

    /// <summary>How many payloads were looked at.</summary>
    public int Payloads { get; init; }

    /// <summary>What can be there, and how often it was.</summary>
    internal IReadOnlyList<CoverageRow> Rows { get; init; }

    /// <summary>What was never drawn, though the schema allows it: a JSON pointer into the payload, with * for any item or name, and what it never was.</summary>
    public IEnumerable<string> Missing => Never.Select(row => $"{row.Place} {row.What}");

    internal IEnumerable<CoverageRow> Never => Rows.Where(row => row.Count == 0);

    /// <summary>Draws deliveries of an event and counts what is in them.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="count">How many.</param>
    /// <param name="settings">What they are like; its events are not looked at.</param>
    /// <exception cref="ArgumentException">No schema describes the event.</exception>
    public static FixtureCoverage Of(string eventName, ulong seed, int count, FixtureSettings? settings = null)
    {
        settings = (settings ?? FixtureSettings.Default) with { Events = [eventName] };
        var counter = new CoverageCounter(settings.Schemas.Of(eventName).Data);
        foreach (var delivery in Deliveries.Valid(seed, settings).Take(count))
            counter.Count(PhpTree.Find(delivery.Delivery.Tree!, [delivery.Delivery.Sender.Envelope.Data])!);
        return new FixtureCoverage(eventName, count, counter.Rows);
    }

    /// <summary>A table.</summary>
    public override string ToString()
    {
        var width = Rows.Select(row => row.Place.Length).DefaultIfEmpty(0).Max();
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Event}: {Payloads} payloads");
        foreach (var row in Rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {row.Place.PadRight(width)}  {row.Count,7}  {row.What}{(row.Known.Length > 0 ? $" ({row.Known})" : "")}");
        return text.ToString();
    }
}

/// <summary>One thing that payloads can hold.</summary>
internal sealed record CoverageRow
{
    internal CoverageRow(string place, string what, int count, string known)
    {
        Place = place;
        What = what;
        Count = count;
        Known = known;
    }

    /// <summary>Where: a JSON pointer into the payload, with * for any item or name.</summary>
    public string Place { get; init; }

    /// <summary>What: <c>absent</c>, <c>null</c>, <c>present</c>, a branch of a union, or a listed value.</summary>
    public string What { get; init; }

    /// <summary>How many payloads, or parts of them, held it.</summary>
    public int Count { get; init; }

    /// <summary>What is known of it: the only shape of payloads that has it, <c>advice</c>, <c>opt-in</c> or <c>never seen</c>; empty where it is known in both shapes.</summary>
    public string Known { get; init; }
}
