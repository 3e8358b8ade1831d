using FsCheck;
using FsCheck.Fluent;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

public sealed class SpreadTimeTests
{
    private static readonly DateTimeOffset Since = Sample.Start;

    [Test]
    public void Retries_come_soon_at_first_and_then_at_most_every_ten_minutes()
    {
        var times = new List<DateTimeOffset> { Since };
        while (times.Count < 12)
        {
            times.Add(SpreadTime.NextRetry("uid", Since, times[^1]));
        }

        var gaps = times.Skip(1).Zip(times, (time, before) => Math.Round((time - before).TotalSeconds, 3)).ToArray();
        Assert.That(gaps[0], Is.InRange(4.5, 5.5));
        Assert.That(gaps, Is.Ordered);
        Assert.That(gaps[^1], Is.InRange(540.0, 660.0));
    }

    [FsCheck.NUnit.Property]
    public Property The_next_time_is_later_and_does_not_depend_on_when_one_asks() => Prop.ForAll(
        ArbMap.Default.ArbFor<Guid>(), Gen.Choose(0, 40_000_000).ToArbitrary(), (uid, seconds) =>
        {
            var after = Since.AddSeconds(seconds);
            var retry = SpreadTime.NextRetry(uid.ToString(), Since, after);
            var look = SpreadTime.NextLook(uid.ToString(), after);
            Assert.That(retry - after, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromSeconds(661)));
            Assert.That(look - after, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(66.1)));
            var between = after + ((look - after) / 2);
            Assert.That(SpreadTime.NextLook(uid.ToString(), between) - look, Is.EqualTo(TimeSpan.Zero).Within(TimeSpan.FromMilliseconds(5)));
            var again = SpreadTime.NextRetry(uid.ToString(), Since, after + ((retry - after) / 2));
            Assert.That(again - retry, Is.EqualTo(TimeSpan.Zero).Within(TimeSpan.FromMilliseconds(5)));
        });

    [Test]
    public void The_looks_of_many_versions_are_spread_over_the_hour()
    {
        var perMinute = Enumerable.Range(0, 2000)
            .Select(i => SpreadTime.NextLook($"9c0c7a3e-0000-0000-0000-{i:000000000000}", Since))
            .CountBy(time => (int)(time - Since).TotalMinutes)
            .ToDictionary();

        Assert.That(perMinute.Values.Max(), Is.LessThan(80), "about 33 a minute");
        Assert.That(perMinute, Has.Count.GreaterThan(55));
    }

    [Test]
    public void A_clock_before_the_failure_waits_for_the_first_retry() =>
        Assert.That(SpreadTime.NextRetry("uid", Since, Since.AddDays(-1)), Is.EqualTo(Since.AddSeconds(5)).Within(TimeSpan.FromSeconds(0.6)));
}
