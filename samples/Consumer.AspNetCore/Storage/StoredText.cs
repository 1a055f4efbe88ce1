using System.Globalization;

namespace Consumer.Storage;

/// <summary>How values that SQLite has no exact type for are stored.</summary>
internal static class StoredText
{
    /// <summary>An amount, with every digit that came.</summary>
    public static string? Of(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time in UTC, to the microsecond as Partnero writes it; such texts sort by time.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Of(DateTimeOffset)"/>
    public static string? Of(DateTimeOffset? time) => time is { } known ? Of(known) : null;

    /// <summary>Reads an amount.</summary>
    public static decimal Amount(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    /// <summary>Reads a time.</summary>
    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
