using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies.Calendar;

/// <summary>Says whether a freeze window is on, without a clock.</summary>
public static class FreezeCalendar
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>
    /// Finds the period of <paramref name="window"/> that <paramref name="at"/> lies in, of overlapping ones that which ends last; null when there is none.
    /// Returns false with the problem and its remedy when the window cannot be evaluated.
    /// </summary>
    public static bool TryFindActive(FreezeWindow window, DateTimeOffset at, out FreezePeriod? active, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(window);
        active = null;
        if (window is { Cron: null, DurationSeconds: null, Start: { } start, End: { } end })
        {
            var period = new FreezePeriod(start.ToDateTimeOffset(), end.ToDateTimeOffset());
            active = period.Start <= at && at < period.End ? period : null;
            problem = null;
            return true;
        }

        if (window is not { Cron: { } cron, DurationSeconds: > 0 and var seconds, Start: null, End: null })
        {
            problem = "a freeze window has neither start and end, nor cron and durationSeconds: write one of the pairs";
            return false;
        }

        var duration = TimeSpan.FromSeconds(seconds);
        if (duration > Longest)
        {
            problem = $"durationSeconds of cron \"{cron}\" is {seconds}, at most {Longest.TotalSeconds} is possible: use start and end";
            return false;
        }

        if (!CronSchedule.TryParse(cron, out var schedule, out problem) || TimeZones.Find(window.TimeZone, out problem) is not { } zone)
        {
            return false;
        }

        active = FindLast(schedule, zone, at, duration) is { } last ? new FreezePeriod(last, last + duration) : null;
        return true;
    }

    private static DateTimeOffset? FindLast(CronSchedule schedule, TimeZoneInfo zone, DateTimeOffset at, TimeSpan duration)
    {
        var last = ZonedSchedule.FindLast(schedule, zone, at.UtcDateTime, duration);
        return last is { } start ? new DateTimeOffset(start, TimeSpan.Zero) : null;
    }
}
