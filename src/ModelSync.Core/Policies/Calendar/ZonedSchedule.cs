namespace ModelSync.Core.Policies.Calendar;

/// <summary>Finds when a schedule of wall-clock times last came up in a time zone.</summary>
/// <remarks>
/// <code>
///  spring   01:59 ──► 03:00      what is scheduled in the hour that does not exist comes up at the jump
///  autumn   02:59 ──► 02:00      what is scheduled in the hour that comes twice comes up twice
/// </code>
/// For a freeze both are on the safe side: it is never left out, and it covers its hours by whichever of the two clocks one reads them.
/// Time is walked back a day at a time; only a day whose ends have different offsets is looked at more closely, so that a search costs
/// two look-ups a day.
/// </remarks>
internal static class ZonedSchedule
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Returns when the schedule last came up, up to <paramref name="at"/> and less than <paramref name="within"/> before it; all in UTC.</summary>
    public static DateTime? FindLast(CronSchedule schedule, TimeZoneInfo zone, DateTime at, TimeSpan within)
    {
        var first = new DateTime(Day.Ticks, DateTimeKind.Utc);
        var earliest = at - first > within ? (at - within).AddTicks(1) : first;
        for (var end = at; end >= earliest; end -= Day)
        {
            var start = end - earliest > Day ? end - Day : earliest;
            if (FindLastOfPart(schedule, zone, start, end) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static DateTime? FindLastOfPart(CronSchedule schedule, TimeZoneInfo zone, DateTime start, DateTime end)
    {
        // A jump at the very start is one of this part.
        var before = zone.GetUtcOffset(start.AddTicks(-1));
        var offset = zone.GetUtcOffset(end);
        if (before == offset)
        {
            return FindLast(schedule, offset, start, end);
        }

        var jump = FindJump(zone, start.AddTicks(-1), end, offset);
        return FindLast(schedule, offset, jump, end)
            ?? FindInGap(schedule, jump, before, offset)
            ?? FindLast(schedule, before, start, jump.AddTicks(-1));
    }

    private static DateTime? FindLast(CronSchedule schedule, TimeSpan offset, DateTime start, DateTime end)
    {
        var found = schedule.FindLast(Local(start, offset), Local(end, offset));
        return found is { } local ? DateTime.SpecifyKind(local - offset, DateTimeKind.Utc) : null;
    }

    /// <summary>Whatever the wall clock leaps over comes up when it leaps.</summary>
    private static DateTime? FindInGap(CronSchedule schedule, DateTime jump, TimeSpan before, TimeSpan offset) =>
        offset > before && schedule.FindLast(Local(jump, before), Local(jump, offset).AddTicks(-1)) is not null ? jump : null;

    /// <summary>The first moment with the offset of the end.</summary>
    private static DateTime FindJump(TimeZoneInfo zone, DateTime start, DateTime end, TimeSpan offset)
    {
        var (low, high) = (start.Ticks, end.Ticks);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(new DateTime(middle, DateTimeKind.Utc)) == offset ? (low, middle) : (middle, high);
        }

        return new DateTime(high, DateTimeKind.Utc);
    }

    private static DateTime Local(DateTime utc, TimeSpan offset) => DateTime.SpecifyKind(utc + offset, DateTimeKind.Unspecified);
}
