using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Core.Policies.Calendar;

namespace ModelSync.Core.Tests.Policies.Calendar;

public sealed class CronScheduleTests
{
    // 2026-03-03 is a Tuesday, 2026-03-01 a Sunday.
    [TestCase("5 14 3 3 2", "2026-03-03 14:05", true)]
    [TestCase("5 14 3 3 *", "2026-03-03 14:05", true)]
    [TestCase("5 14 4 3 *", "2026-03-03 14:05", false)]
    [TestCase("6 14 * * *", "2026-03-03 14:05", false)]
    [TestCase("*/5 * * * *", "2026-03-03 14:05", true)]
    [TestCase("*/4 * * * *", "2026-03-03 14:05", false)]
    [TestCase("1-9/4 * * * *", "2026-03-03 14:05", true)]
    [TestCase("0,5,10 9-17 * MAR TUE", "2026-03-03 14:05", true)]
    [TestCase("05 14 03 mar tue", "2026-03-03 14:05", true)]
    [TestCase("* * * * 0", "2026-03-01 00:00", true)]
    [TestCase("* * * * 7", "2026-03-01 00:00", true)]
    [TestCase("* * * * 7", "2026-03-02 00:00", false)]
    [TestCase("* * * * 5-7", "2026-03-01 00:00", true)]
    [TestCase("* * * * MON-FRI", "2026-03-01 00:00", false)]
    [TestCase("* * 13 * FRI", "2026-03-13 00:00", true)]
    [TestCase("* * 13 * TUE", "2026-03-03 00:00", true, TestName = "Either day fits where both are restricted")]
    [TestCase("* * 13 * TUE", "2026-03-13 00:00", true, TestName = "Or the other")]
    [TestCase("* * 13 * TUE", "2026-03-04 00:00", false)]
    [TestCase("* * */2 * TUE", "2026-03-03 00:00", true, TestName = "A field that begins with a star has to fit too")]
    [TestCase("* * */2 * TUE", "2026-03-05 00:00", false)]
    public void Matches_reads_the_fields_as_cron_does(string cron, string local, bool expected)
    {
        Assert.That(CronSchedule.TryParse(cron, out var schedule, out _), Is.True);
        Assert.That(schedule!.Matches(DateTime.Parse(local, CultureInfo.InvariantCulture)), Is.EqualTo(expected));
    }

    [Test]
    public void Months_and_days_of_the_week_have_their_English_names()
    {
        string[] months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
        string[] days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
        Assert.That(months.Select(static name => FirstMatch($"* * * {name} *", static i => new DateTime(2026, i + 1, 1, 0, 0, 0, DateTimeKind.Unspecified))), Is.EqualTo(Enumerable.Range(0, 12)));
        Assert.That(days.Select(static name => FirstMatch($"* * * * {name}", static i => new DateTime(2026, 3, i + 1, 0, 0, 0, DateTimeKind.Unspecified))), Is.EqualTo(Enumerable.Range(0, 7)));

        static int FirstMatch(string cron, Func<int, DateTime> time)
        {
            Assert.That(CronSchedule.TryParse(cron, out var schedule, out var error), Is.True, error);
            return Enumerable.Range(0, 12).First(i => schedule!.Matches(time(i)));
        }
    }

    [TestCase("", "cron \"\" has 0 fields: write minute, hour, day of month, month and day of week, such as 0 18 * * FRI")]
    [TestCase("60 * * * *", "cron \"60 * * * *\" has the minute \"60\": write *, or values from 0 to 59")]
    [TestCase("* 24 * * *", "cron \"* 24 * * *\" has the hour \"24\": write *, or values from 0 to 23")]
    [TestCase("* * 0 * *", "cron \"* * 0 * *\" has the day of month \"0\": write *, or values from 1 to 31")]
    [TestCase("* * * MON *", "cron \"* * * MON *\" has the month \"MON\": write *, or values from 1 to 12 or JAN to DEC")]
    [TestCase("* * * * 8", "cron \"* * * * 8\" has the day of week \"8\": write *, or values from 0 to 7 or SUN to SAT")]
    [TestCase("1, * * * *", "cron \"1, * * * *\" has the minute \"1,\": write *, or values from 0 to 59")]
    [TestCase("-1 * * * *", "cron \"-1 * * * *\" has the minute \"-1\": write *, or values from 0 to 59")]
    [TestCase("*-5 * * * *", "cron \"*-5 * * * *\" has the minute \"*-5\": write *, or values from 0 to 59")]
    [TestCase("* * * * FRI-MON", "cron \"* * * * FRI-MON\" has the day of week \"FRI-MON\": a range must not fall: write it as two, such as FRI-SAT,SUN-MON")]
    [TestCase("*/0 * * * *", "cron \"*/0 * * * *\" has the minute \"*/0\": write a step of at least 1, such as */15")]
    [TestCase("*/x * * * *", "cron \"*/x * * * *\" has the minute \"*/x\": write a step of at least 1, such as */15")]
    [TestCase("5/15 * * * *", "cron \"5/15 * * * *\" has the minute \"5/15\": a step needs a range or *, such as */15")]
    public void TryParse_names_the_field_and_the_remedy(string cron, string expected)
    {
        Assert.That(CronSchedule.TryParse(cron, out var schedule, out var error), Is.False);
        Assert.That(schedule, Is.Null);
        Assert.That(error, Is.EqualTo(expected));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property FindLast_is_the_last_minute_that_matches() => Prop.ForAll(RandomCron.Text.ToArbitrary(), Gen.Choose(0, 6000).ToArbitrary(), Gen.Choose(0, 3000).ToArbitrary(), (cron, start, length) =>
    {
        Assert.That(CronSchedule.TryParse(cron, out var schedule, out var error), Is.True, error);
        var from = new DateTime(2026, 2, 27, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(start).AddSeconds(30);
        var to = from.AddMinutes(length);
        DateTime? expected = null;
        for (var minute = from.AddSeconds(30); minute <= to; minute = minute.AddMinutes(1))
        {
            expected = schedule!.Matches(minute) ? minute : expected;
        }

        return schedule!.FindLast(from, to) == expected;
    });

    [FsCheck.NUnit.Property]
    public bool TryParse_answers_any_text(string? text) => CronSchedule.TryParse(text, out _, out var error) || error.Length > 0;
}
