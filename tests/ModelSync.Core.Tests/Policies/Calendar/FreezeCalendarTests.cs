using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Policies;
using ModelSync.Core.Policies.Calendar;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Policies.Calendar;

public sealed class FreezeCalendarTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"];

    [TestCase("2026-03-03T13:59:59Z", false)]
    [TestCase("2026-03-03T14:00:00Z", true)]
    [TestCase("2026-03-03T16:00:00+02:00", true)]
    [TestCase("2026-03-03T14:59:59Z", true)]
    [TestCase("2026-03-03T15:00:00Z", false)]
    public void A_single_window_is_on_from_its_start_up_to_its_end(string at, bool expected)
    {
        var window = new FreezeWindow { Start = KubeTime.Parse("2026-03-03T14:00:00Z"), End = KubeTime.Parse("2026-03-03T15:00:00Z") };

        Assert.That(Active(window, at) is not null, Is.EqualTo(expected));
    }

    // Berlin: 01:00 UTC on 29 March leaps from 02:00 to 03:00, 01:00 UTC on 25 October goes back from 03:00 to 02:00.
    [TestCase("30 2 * * *", 3600, "2026-03-28T01:29:59Z", null, null)]
    [TestCase("30 2 * * *", 3600, "2026-03-28T01:30:00Z", "2026-03-28T01:30:00Z", "2026-03-28T02:30:00Z")]
    [TestCase("30 2 * * *", 3600, "2026-03-29T00:59:59Z", null, null)]
    [TestCase("30 2 * * *", 3600, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    [TestCase("30 2 * * *", 3600, "2026-03-29T02:00:00Z", null, null)]
    [TestCase("0 3 * * *", 3600, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    [TestCase("30 2 * * *", 3600, "2026-03-30T00:30:00Z", "2026-03-30T00:30:00Z", "2026-03-30T01:30:00Z")]
    [TestCase("30 2 * * *", 1800, "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")]
    [TestCase("30 2 * * *", 1800, "2026-10-25T01:00:00Z", null, null)]
    [TestCase("30 2 * * *", 1800, "2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z")]
    [TestCase("0 18 * * FRI", 216000, "2026-10-25T05:59:59Z", "2026-10-23T16:00:00Z", "2026-10-26T04:00:00Z")]
    public void Clock_changes_leave_no_window_out(string cron, int seconds, string at, string? start, string? end)
    {
        var active = Active(new FreezeWindow { Cron = cron, DurationSeconds = seconds, TimeZone = "Europe/Berlin" }, at);

        Assert.That(active, Is.EqualTo(start is null ? (FreezePeriod?)null : new FreezePeriod(Time(start), Time(end!))));
    }

    [TestCase("America/New_York")]
    [TestCase("Etc/GMT+5")]
    [TestCase("UTC")]
    [TestCase(null)]
    public void Zones_have_the_names_of_the_database(string? zone) =>
        Assert.That(FreezeCalendar.TryFindActive(new FreezeWindow { Cron = "* * * * *", DurationSeconds = 60, TimeZone = zone }, Given.Now, out _, out _), Is.True);

    [TestCase("Local")]
    [TestCase("local")]
    [TestCase("")]
    [TestCase("../../etc/localtime")]
    [TestCase("/etc/localtime")]
    [TestCase("Europe/Nowhere")]
    public void A_name_of_no_zone_is_a_problem(string zone)
    {
        Assert.That(FreezeCalendar.TryFindActive(new FreezeWindow { Cron = "* * * * *", DurationSeconds = 60, TimeZone = zone }, Given.Now, out _, out var problem), Is.False);
        Assert.That(problem, Does.StartWith($"the time zone \"{zone}\" is not known here"));
    }

    [Test]
    public void A_window_has_one_of_two_forms()
    {
        const string Problem = "a freeze window has neither start and end, nor cron and durationSeconds: write one of the pairs";
        var time = new KubeTime(Given.Now);
        FreezeWindow[] windows =
        [
            new(),
            new() { Start = time },
            new() { Cron = "* * * * *" },
            new() { Cron = "* * * * *", DurationSeconds = 0 },
            new() { Cron = "* * * * *", DurationSeconds = 1, Start = time },
            new() { Start = time, End = time, DurationSeconds = 1 },
        ];

        foreach (var window in windows)
        {
            Assert.That(FreezeCalendar.TryFindActive(window, Given.Now, out _, out var problem), Is.False);
            Assert.That(problem, Is.EqualTo(Problem));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property A_window_is_on_exactly_where_a_walk_over_all_minutes_says(int seed) => Prop.ForAll(
        RandomCron.Text.ToArbitrary(), Gen.Elements(Zones).ToArbitrary(), Gen.Elements(1, 59, 3600, 7200, 90_000, 200_000).ToArbitrary(), (cron, zone, seconds) =>
        {
            var window = new FreezeWindow { Cron = cron, DurationSeconds = seconds, TimeZone = zone };
            var at = Around(seed);
            return FreezeCalendar.TryFindActive(window, at, out var active, out _) && active == ByWalking(cron, zone, at, seconds);
        });

    /// <summary>Moments near the clock changes of Berlin, New York and Lord Howe, and others.</summary>
    private static DateTimeOffset Around(int seed)
    {
        DateTimeOffset[] changes = [Time("2026-03-29T01:00:00Z"), Time("2026-10-25T01:00:00Z"), Time("2026-03-08T07:00:00Z"), Time("2026-11-01T06:00:00Z"), Time("2026-04-04T15:00:00Z"), Given.Now];
        var random = (uint)seed * 2654435761u;
        return changes[random % changes.Length].AddSeconds((random / 7 % 400_000) - 100_000d);
    }

    /// <summary>The same by the simplest means: every minute of the zone's clock as it goes by, and what it leaps over.</summary>
    private static FreezePeriod? ByWalking(string cron, string zone, DateTimeOffset at, int seconds)
    {
        CronSchedule.TryParse(cron, out var schedule, out _);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        DateTimeOffset? last = null;
        var moment = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddSeconds(-seconds - 120);
        moment = moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute));
        var before = Local(info, moment);
        for (; moment <= at; moment = moment.AddMinutes(1))
        {
            var now = Local(info, moment);
            for (var local = now > before ? before.AddMinutes(1) : now; local <= now; local = local.AddMinutes(1))
            {
                last = schedule!.Matches(local) && moment > at.AddSeconds(-seconds) ? moment : last;
            }

            before = now;
        }

        return last is { } start ? new FreezePeriod(start, start.AddSeconds(seconds)) : null;
    }

    private static DateTime Local(TimeZoneInfo zone, DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;

    private static FreezePeriod? Active(FreezeWindow window, string at)
    {
        Assert.That(FreezeCalendar.TryFindActive(window, Time(at), out var active, out var problem), Is.True, problem);
        return active;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
