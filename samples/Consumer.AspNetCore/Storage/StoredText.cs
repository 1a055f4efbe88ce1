using System.Globalization;

namespace Consumer.Storage;

/// <summary>How amounts and times are stored: as text.</summary>
internal static class StoredText
{
    /// <summary>An amount, with every digit that came.</summary>
    public static string? Of(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time in UTC, to the microsecond as Partnero writes it; such texts sort by time.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Of(DateTimeOffset)"/>
    public static string? Of(DateTimeOffset? time) => time is { } known ? Of(known) : null;
}
