using System.Diagnostics.Metrics;
using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class InstrumentTests
{
    [Test]
    public async Task Every_kind_of_instrument_is_exposed_with_help_type_and_unit()
    {
        using var metrics = new TestMetrics();
        var meter = metrics.Meter;
        meter.CreateCounter<long>("jobs.done", "{job}", "Jobs that \"ended\"\nor \\ failed.").Add(3, Tag("queue", "a"));
        meter.CreateUpDownCounter<int>("jobs.active").Add(-2);
        meter.CreateGauge<double>("jobs.share", "1").Record(0.25);
        meter.CreateHistogram("job.time", "s", "How long.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2.5e6] }).Record(0.75);
        meter.CreateObservableCounter("job.bytes", () => 7L, "By");
        meter.CreateObservableGauge("job.age", () => 1.5m, "s");
        meter.CreateObservableUpDownCounter<short>("jobs.waiting", () => 4);

        Assert.That(await metrics.TextAsync(), Is.EqualTo("""
            # TYPE job_age_seconds gauge
            job_age_seconds 1.5
            # TYPE job_bytes_total counter
            job_bytes_total 7
            # HELP job_time_seconds How long.
            # TYPE job_time_seconds histogram
            job_time_seconds_bucket{le="0.5"} 0
            job_time_seconds_bucket{le="1"} 1
            job_time_seconds_bucket{le="2.5e+06"} 1
            job_time_seconds_bucket{le="+Inf"} 1
            job_time_seconds_sum 0.75
            job_time_seconds_count 1
            # TYPE jobs_active gauge
            jobs_active -2
            # HELP jobs_done_total Jobs that "ended"\nor \\ failed.
            # TYPE jobs_done_total counter
            jobs_done_total{queue="a"} 3
            # TYPE jobs_share_ratio gauge
            jobs_share_ratio 0.25
            # TYPE jobs_waiting gauge
            jobs_waiting 4

            """));
        Assert.That(await metrics.TextAsync(OpenMetrics), Is.EqualTo("""
            # TYPE job_age_seconds gauge
            # UNIT job_age_seconds seconds
            job_age_seconds 1.5
            # TYPE job_bytes counter
            # UNIT job_bytes bytes
            job_bytes_total 7
            # HELP job_time_seconds How long.
            # TYPE job_time_seconds histogram
            # UNIT job_time_seconds seconds
            job_time_seconds_bucket{le="0.5"} 0
            job_time_seconds_bucket{le="1.0"} 1
            job_time_seconds_bucket{le="2.5e+06"} 1
            job_time_seconds_bucket{le="+Inf"} 1
            job_time_seconds_sum 0.75
            job_time_seconds_count 1
            # TYPE jobs_active gauge
            jobs_active -2
            # HELP jobs_done Jobs that \"ended\"\nor \\ failed.
            # TYPE jobs_done counter
            jobs_done_total{queue="a"} 3
            # TYPE jobs_share_ratio gauge
            # UNIT jobs_share_ratio ratio
            jobs_share_ratio 0.25
            # TYPE jobs_waiting gauge
            jobs_waiting 4
            # EOF

            """));
        await metrics.ScrapeAsync();
    }

    [Test]
    public async Task An_instrument_that_measured_nothing_is_not_exposed()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateCounter<long>("jobs");

        Assert.That(await metrics.TextAsync(), Is.Empty);
        Assert.That(await metrics.TextAsync(OpenMetrics), Is.EqualTo("# EOF\n"));
    }

    [Test]
    public async Task A_counter_takes_nothing_that_would_make_it_shrink_or_stay_infinite()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<double>("jobs");
        var histogram = metrics.Meter.CreateHistogram<double>("sizes");
        foreach (var value in new[] { 2, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            counter.Add(value);
            histogram.Record(value);
        }

        var samples = await metrics.SamplesAsync();

        Assert.That((samples["jobs_total|"], samples["sizes_sum|"], samples["sizes_count|"]), Is.EqualTo((2d, 2d, 1d)));
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "+Inf")]
    [TestCase(double.NegativeInfinity, "-Inf")]
    [TestCase(-0.0, "0")]
    [TestCase(9007199254740992, "9007199254740992")]
    [TestCase(1e18, "1000000000000000000")]
    [TestCase(1e300, "1e+300")]
    [TestCase(1.5e-7, "1.5e-07")]
    [TestCase(0.1, "0.1")]
    public async Task A_value_is_written_so_that_every_scraper_reads_it(double value, string expected)
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateGauge<double>("level").Record(value);

        Assert.That((await metrics.ScrapeAsync())[0].Samples[0].ValueText, Is.EqualTo(expected));
    }

    [Test]
    public async Task Measurements_of_disposed_meters_vanish()
    {
        using var metrics = new TestMetrics();
        using var other = new Meter(metrics.Meter.Name);
        metrics.Meter.CreateCounter<long>("jobs").Add(1);
        other.CreateCounter<long>("jobs").Add(2);
        other.CreateHistogram<long>("sizes").Record(2);
        Assert.That(await metrics.SamplesAsync(), Contains.Key("jobs_total|").WithValue(3));

        other.Dispose();

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|"] = 1 }));
    }

    [Test]
    public async Task Only_the_meters_asked_for_are_listened_to()
    {
        using var metrics = new TestMetrics();
        using var other = new Meter(metrics.Meter.Name + ".Other");
        other.CreateCounter<long>("jobs").Add(1);

        Assert.That(await metrics.TextAsync(), Is.Empty);
    }
}
