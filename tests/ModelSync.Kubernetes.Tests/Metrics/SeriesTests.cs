using System.Diagnostics.Metrics;
using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>When series come and go.</summary>
public sealed class SeriesTests
{
    [Test]
    public async Task Forget_removes_the_series_of_all_instruments_and_later_ones_begin_anew()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        var histogram = metrics.Meter.CreateHistogram<double>("sizes");
        void Measure(string cluster)
        {
            counter.Add(5, Tag("k8s.cluster", cluster), Tag("queue", "q"));
            histogram.Record(1, Tag("k8s.cluster", cluster));
        }

        Measure("east");
        Measure("west");
        metrics.Exposition.Forget("k8s.cluster", "east");
        var forgotten = await metrics.SamplesAsync();
        Measure("east");
        var again = await metrics.SamplesAsync();

        Assert.That(forgotten.Keys, Has.None.Contains("east").And.Some.Contains("west"));
        Assert.That((again["jobs_total|k8s_cluster=east|queue=q"], again["sizes_count|k8s_cluster=east"]), Is.EqualTo((5d, 1d)));
        Assert.That(again["jobs_total|k8s_cluster=west|queue=q"], Is.EqualTo(5d));
    }

    [Test]
    public async Task Forget_takes_the_name_as_it_is_exposed_too()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateCounter<long>("jobs").Add(5, Tag("k8s.cluster", "east"));
        metrics.Exposition.Forget("k8s_cluster", "east");

        Assert.That(await metrics.TextAsync(), Is.Empty);
    }

    [Test]
    public async Task Forget_makes_room_for_others()
    {
        using var metrics = new TestMetrics(maxSeries: 1);
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        foreach (var cluster in Enumerable.Range(0, 20))
        {
            counter.Add(1, Tag("cluster", cluster));
            metrics.Exposition.Forget("cluster", cluster.ToString());
        }

        counter.Add(1, Tag("cluster", "last"));

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|cluster=last"] = 1 }));
    }

    [Test]
    public async Task Too_many_series_add_up_in_one_and_are_told_once()
    {
        using var metrics = new TestMetrics(maxSeries: 3);
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        foreach (var name in Enumerable.Range(0, 100))
        {
            counter.Add(1, Tag("name", name));
            counter.Add(1, Tag("name", name));
        }

        var samples = await metrics.SamplesAsync();

        Assert.That(samples, Has.Count.EqualTo(4).And.ContainKey("jobs_total|otel_metric_overflow=true").WithValue(194));
        Assert.That(samples, Contains.Key("jobs_total|name=2").WithValue(2));
        Assert.That(metrics.Log.Messages, Has.Count.EqualTo(1).And.Some.Contains("Instrument jobs has more than 3 series"));
    }

    [Test]
    public async Task An_observable_series_that_is_no_longer_reported_vanishes()
    {
        using var metrics = new TestMetrics(maxSeries: 2);
        var clusters = new List<string> { "a", "b", "c" };
        metrics.Meter.CreateObservableGauge("clusters", () => clusters.Select(name => new Measurement<int>(1, Tag("cluster", name))));
        Assert.That(await metrics.SamplesAsync(), Has.Count.EqualTo(3));

        clusters.RemoveAll(name => name != "c");

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["clusters|otel_metric_overflow=true"] = 1 }));
        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["clusters|cluster=c"] = 1 }));
    }

    [Test]
    public async Task An_observable_counter_tells_its_whole_value_each_time()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateObservableCounter("jobs", () => new[] { new Measurement<int>(3, Tag("a", "1")), new Measurement<int>(4, Tag("a", 1)) });

        await metrics.SamplesAsync();

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|a=1"] = 7 }));
    }

    [Test]
    public async Task An_instrument_that_fails_costs_only_itself_and_is_told_once()
    {
        using var metrics = new TestMetrics();
        var works = true;
        metrics.Meter.CreateObservableGauge("broken", () => works ? 1 : throw new InvalidOperationException("no data"));
        metrics.Meter.CreateObservableGauge("sound", () => 1);
        await metrics.SamplesAsync();

        works = false;
        Assert.That((await metrics.SamplesAsync()).Keys, Is.EqualTo(new[] { "sound|" }));
        Assert.That(metrics.Log.Messages, Has.Count.EqualTo(1).And.Some.Contains("no data"));

        works = true;
        Assert.That(await metrics.SamplesAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Families_and_series_stand_in_one_order_whatever_came_first()
    {
        using var one = new TestMetrics();
        using var other = new TestMetrics();
        foreach (var (metrics, names) in new[] { (one, "abc"), (other, "cba") })
        {
            foreach (var name in names)
            {
                metrics.Meter.CreateCounter<long>(name.ToString()).Add(1, Tag("x", "2"));
                metrics.Meter.CreateCounter<long>(name.ToString()).Add(1, Tag("x", "1"));
            }
        }

        Assert.That(await one.TextAsync(), Is.EqualTo(await other.TextAsync()));
    }
}
