namespace Partnero.Contracts.Testing.Clauses;

/// <summary>When clocks were put back: local times of the hour around it come twice.</summary>
internal static class ClocksPutBack
{
    /// <summary>Where many programs run; those of one zone put their clocks back at the same moment.</summary>
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York"];

    /// <summary>The last time before a moment, for the zone of this machine and for others; each once, none for a zone that is not known here or puts no clocks back.</summary>
    public static IReadOnlyList<DateTimeOffset> Before(DateTimeOffset now) =>
    [
        .. Zones.Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null).OfType<TimeZoneInfo>().Prepend(TimeZoneInfo.Local)
            .Select(zone => Last(zone, now)).OfType<DateTimeOffset>().Distinct(),
    ];

    private static DateTimeOffset? Last(TimeZoneInfo zone, DateTimeOffset now)
    {
        var hour = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        for (var back = hour; back > hour.AddYears(-1); back = back.AddHours(-1))
        {
            if (zone.GetUtcOffset(back) < zone.GetUtcOffset(back.AddHours(-1)))
                return back;
        }

        return null;
    }
}
