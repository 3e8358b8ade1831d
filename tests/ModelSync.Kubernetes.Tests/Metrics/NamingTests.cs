using ModelSync.Kubernetes.Metrics.Internal;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class NamingTests
{
    private static readonly InstrumentShape Counter = new(MetricKind.Counter, IsAdditive: true, IsObservable: false, []);
    private static readonly InstrumentShape UpDown = new(MetricKind.Gauge, IsAdditive: true, IsObservable: false, []);
    private static readonly InstrumentShape Gauge = new(MetricKind.Gauge, IsAdditive: false, IsObservable: false, []);

    [TestCase("modelsync.workqueue.depth", null, "modelsync_workqueue_depth", null)]
    [TestCase("modelsync.queue.duration", "s", "modelsync_queue_duration_seconds", "seconds")]
    [TestCase("queue.duration.seconds", "s", "queue_duration_seconds", "seconds")]
    [TestCase("seconds", "s", "seconds_seconds", "seconds")]
    [TestCase("memory", "By", "memory_bytes", "bytes")]
    [TestCase("throughput", "By/s", "throughput_bytes_per_second", "bytes_per_second")]
    [TestCase("rate", "1/s", "rate_per_second", "per_second")]
    [TestCase("rate", "{request}/s", "rate_per_second", "per_second")]
    [TestCase("used", "1", "used_ratio", "ratio")]
    [TestCase("used_ratio", "1", "used_ratio", "ratio")]
    [TestCase("used", "%", "used_percent", "percent")]
    [TestCase("things", "{thing}", "things", null)]
    [TestCase("things", "widget", "things_widget", "widget")]
    [TestCase("things", "°", "things", null)]
    [TestCase("a..b--c", null, "a_b_c", null)]
    [TestCase("9lives", null, "_9lives", null)]
    [TestCase("trailing.", "s", "trailing_seconds", "seconds")]
    [TestCase("größe", null, "gr_e", null)]
    [TestCase("", null, "_", null)]
    [TestCase("job:done", null, "job:done", null)]
    public void A_gauge_is_named_by_the_rules_of_OpenTelemetry(string name, string? unit, string expected, string? expectedUnit) =>
        Assert.That(MetricNames.Family(name, unit, Gauge), Is.EqualTo((expected, expectedUnit)));

    [TestCase("jobs", null, "jobs")]
    [TestCase("jobs.total", null, "jobs")]
    [TestCase("jobs_total", "s", "jobs_seconds")]
    [TestCase("jobs.seconds.total", "s", "jobs_seconds")]
    [TestCase("jobs", "1", "jobs")]
    public void A_counter_has_its_unit_before_its_total(string name, string? unit, string expected) =>
        Assert.That(MetricNames.Family(name, unit, Counter).Name, Is.EqualTo(expected));

    [Test]
    public void A_counter_of_things_that_go_up_and_down_is_no_ratio() =>
        Assert.That(MetricNames.Family("jobs", "1", UpDown).Name, Is.EqualTo("jobs"));

    [TestCase("http.method", "http_method")]
    [TestCase("__name__", "_name_")]
    [TestCase("0", "_0")]
    [TestCase("a:b", "a_b")]
    [TestCase("", "_")]
    public void A_label_is_named_so_that_Prometheus_keeps_it(string tag, string expected) =>
        Assert.That(MetricNames.Label(tag), Is.EqualTo(expected));

    // The examples of the OpenMetrics specification, "Canonical Numbers".
    [TestCase(1e-10, "1e-10")]
    [TestCase(1e-5, "1e-05")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.001, "0.001")]
    [TestCase(0.999, "0.999")]
    [TestCase(0, "0.0")]
    [TestCase(1, "1.0")]
    [TestCase(1.001, "1.001")]
    [TestCase(10, "10.0")]
    [TestCase(100000, "100000.0")]
    [TestCase(1e6, "1e+06")]
    [TestCase(1e10, "1e+10")]
    [TestCase(1234567, "1.234567e+06")]
    [TestCase(-2.5, "-2.5")]
    [TestCase(double.PositiveInfinity, "+Inf")]
    public void A_bound_has_one_text(double bound, string expected) =>
        Assert.That(BoundText.Of(bound, openMetrics: true), Is.EqualTo(expected));

    [TestCase(1, "1")]
    [TestCase(600, "600")]
    [TestCase(1e6, "1e+06")]
    [TestCase(0.0025, "0.0025")]
    public void A_bound_in_the_old_format_is_what_Go_writes(double bound, string expected) =>
        Assert.That(BoundText.Of(bound, openMetrics: false), Is.EqualTo(expected));
}
