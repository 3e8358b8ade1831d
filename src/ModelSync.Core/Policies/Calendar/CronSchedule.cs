using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace ModelSync.Core.Policies.Calendar;

/// <summary>
/// Minute, hour, day of month, month and day of week, as cron has them: with *, lists, ranges, steps, and names of months and days.
/// </summary>
/// <remarks>As in cron, a day has to fit only one of day of month and day of week if both are restricted; a field that begins with * is not.</remarks>
public sealed class CronSchedule
{
    private readonly CronField[] _fields;

    private CronSchedule(CronField[] fields) => _fields = fields;

    private CronField Minutes => _fields[0];

    private CronField Hours => _fields[1];

    /// <summary>Parses the five fields; <paramref name="error"/> names the field, the value and the remedy when they are wrong.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CronSchedule? schedule, [NotNullWhen(false)] out string? error)
    {
        schedule = null;
        var parts = (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != CronField.Names.Count)
        {
            error = $"cron \"{text}\" has {parts.Length} fields: write minute, hour, day of month, month and day of week, such as 0 18 * * FRI";
            return false;
        }

        var fields = new CronField[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (CronField.Parse(parts[i], i, out var reason) is not { } field)
            {
                error = $"cron \"{text}\" has the {CronField.Names[i]} \"{parts[i]}\": {reason}";
                return false;
            }

            fields[i] = field;
        }

        schedule = new CronSchedule(fields);
        error = null;
        return true;
    }

    /// <summary>Whether the minute of <paramref name="local"/> fits.</summary>
    public bool Matches(DateTime local) => IsDay(local) && Hours.Has(local.Hour) && Minutes.Has(local.Minute);

    /// <summary>Returns the last minute from <paramref name="from"/> to <paramref name="to"/>, both included, that fits; null when none does.</summary>
    public DateTime? FindLast(DateTime from, DateTime to)
    {
        for (var day = to.Date; day >= from.Date; day = day.AddDays(-1))
        {
            if (IsDay(day) && LastMinute(day == to.Date ? (to.Hour * 60) + to.Minute : (24 * 60) - 1) is { } minute)
            {
                // Anything earlier would be before the range too.
                var found = day.AddMinutes(minute);
                return found >= from ? found : null;
            }

            if (day == DateTime.MinValue)
            {
                break;
            }
        }

        return null;
    }

    private bool IsDay(DateTime local)
    {
        var (dayOfMonth, dayOfWeek) = (_fields[2], _fields[4]);
        var fitsMonth = dayOfMonth.Has(local.Day);
        var fitsWeek = dayOfWeek.Has((int)local.DayOfWeek);
        return _fields[3].Has(local.Month) && (dayOfMonth.IsOpen || dayOfWeek.IsOpen ? fitsMonth && fitsWeek : fitsMonth || fitsWeek);
    }

    /// <summary>The last minute of a day, up to <paramref name="limit"/>, that fits.</summary>
    private int? LastMinute(int limit)
    {
        var hour = limit / 60;
        if (Hours.Has(hour) && Minutes.Last(limit % 60) is { } minute)
        {
            return (hour * 60) + minute;
        }

        return hour > 0 && Hours.Last(hour - 1) is { } earlier ? (earlier * 60) + BitOperations.Log2(Minutes.Bits) : null;
    }
}
