using FsCheck;
using FsCheck.Fluent;

namespace ModelSync.Core.Tests.Policies.Calendar;

/// <summary>Schedules that come up often enough for a test to see them.</summary>
internal static class RandomCron
{
    public static Gen<string> Text { get; } =
        from minute in Gen.Elements("*", "0", "30", "*/7", "10-50/20", "59", "0,30")
        from hour in Gen.Elements("*", "2", "1-3", "*/6", "23", "0")
        from day in Gen.Elements("*", "*", "1", "28-31", "*/2", "15")
        from month in Gen.Elements("*", "*", "MAR", "2-4", "OCT")
        from weekday in Gen.Elements("*", "*", "SUN", "1-5", "6,7")
        select $"{minute} {hour} {day} {month} {weekday}";
}
