namespace Partnero.Contracts.Testing.Clauses;

/// <summary>When clocks are put back, so that local times of the hour around it come twice, or forward, so that an hour is missing.</summary>
internal static class ClockChanges
{
    /// <summary>Where many programs run; those of one zone change their clocks at the same moment.</summary>
    private static readonly string[] Ids = ["Europe/Berlin", "America/New_York"];

    private static IEnumerable<TimeZoneInfo> Zones =>
        Ids.Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null).OfType<TimeZoneInfo>().Prepend(TimeZoneInfo.Local);

    /// <summary>When clocks were put back last before a moment, in the zone of this machine and in others; each once, none for a zone that is not known here or changes no clocks.</summary>
    public static IReadOnlyList<DateTimeOffset> LastBack(DateTimeOffset now) =>
        [.. Zones.SelectMany(zone => Of(zone, now.AddYears(-1).AddHours(-1), change => change < TimeSpan.Zero).TakeLast(1)).Distinct()];

    /// <summary>The hours that were missing when clocks were put forward last before a moment: when they would have begun, as if their local times were UTC.</summary>
    public static IReadOnlyList<DateTimeOffset> LastMissing(DateTimeOffset now) =>
    [
        .. Zones.SelectMany(zone => Of(zone, now.AddYears(-1).AddHours(-1), change => change > TimeSpan.Zero).TakeLast(1)
            .Select(forward => new DateTimeOffset((forward.UtcDateTime + zone.GetUtcOffset(forward.AddHours(-1))).Ticks, TimeSpan.Zero))).Distinct(),
    ];

    /// <summary>When clocks are next put back, and next put forward, after a moment, in order.</summary>
    public static IReadOnlyList<DateTimeOffset> Next(DateTimeOffset now) =>
        [.. Zones.SelectMany(zone => Of(zone, now, change => change != TimeSpan.Zero)).Distinct().Order()];

    /// <summary>The whole hours within a year at which a zone's distance from UTC changes in some way. It changes once a day at most.</summary>
    private static IEnumerable<DateTimeOffset> Of(TimeZoneInfo zone, DateTimeOffset from, Func<TimeSpan, bool> isMeant)
    {
        var first = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero).AddHours(from.UtcDateTime.Hour);
        for (var day = first; day < first.AddYears(1); day = day.AddDays(1))
        {
            if (!isMeant(zone.GetUtcOffset(day.AddDays(1)) - zone.GetUtcOffset(day)))
                continue;
            var hour = day.AddHours(1);
            while (zone.GetUtcOffset(hour) == zone.GetUtcOffset(day))
                hour = hour.AddHours(1);
            if (hour < first.AddYears(1))
                yield return hour;
        }
    }
}
