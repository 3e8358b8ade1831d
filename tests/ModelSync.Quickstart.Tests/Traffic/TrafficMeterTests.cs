using ModelSync.Playground.Load;

namespace ModelSync.Quickstart.Traffic;

public sealed class TrafficMeterTests
{
    [Test]
    public void Shares_are_those_of_the_last_seconds()
    {
        var meter = new TrafficMeter();
        meter.Report(At(0, 0, 0));
        meter.Report(At(10, 1000, 0));
        meter.Report(At(11, 1050, 50));
        meter.Report(At(13, 1150, 150));

        Assert.Multiple(() =>
        {
            Assert.That(meter.View.Requests, Is.EqualTo(1300));
            Assert.That(meter.View.Rate, Is.EqualTo(100));
            Assert.That(meter.View.Versions.Select(version => version.Share), Is.EqualTo(new double?[] { 0.5, 0.5 }));
            Assert.That(meter.Total!.Requests, Is.EqualTo(1300));
        });
    }

    [Test]
    public void Nothing_of_late_is_no_share()
    {
        var view = TrafficMeter.Between(At(10, 1000, 0), At(13, 1000, 0));

        Assert.That(view.Versions[0].Share, Is.Null);
    }

    [Test]
    public void A_line_names_those_that_answered() => Assert.That(
        TrafficLine.Of(TrafficMeter.Between(At(10, 1000, 0), At(13, 1270, 30))),
        Is.EqualTo("clients get 1.0.0 90.0 %, 2.0.0 10.0 % (100 requests a second; 1300 so far, 0 failed)"));

    private static LoadSnapshot At(double seconds, long first, long second) => new()
    {
        Elapsed = TimeSpan.FromSeconds(seconds),
        Requests = first + second,
        Failures = 0,
        Errors = new Dictionary<LoadErrorKind, long>(),
        Versions = [Version("1.0.0", first), Version("2.0.0", second)],
    };

    private static LoadVersion Version(string version, long answers) => new() { Version = version, Answers = answers, Share = 0, Errors = 0 };
}
