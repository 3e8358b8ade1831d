using System.Diagnostics.Metrics;
using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>Two instruments that come to the same metric.</summary>
public sealed class NameConflictTests
{
    [Test]
    public async Task The_same_metric_from_two_meters_is_one_family_and_same_series_add_up()
    {
        using var metrics = new TestMetrics();
        using var other = new Meter(metrics.Meter.Name);
        foreach (var meter in new[] { metrics.Meter, other })
        {
            meter.CreateCounter<long>("jobs").Add(1);
            meter.CreateCounter<long>("jobs").Add(1, Tag("meter", meter == other ? "2" : "1"));
            meter.CreateHistogram<double>("sizes").Record(meter == other ? 3 : 30);
            meter.CreateGauge<long>("level").Record(meter == other ? 3 : 30);
            meter.CreateObservableUpDownCounter("depth", () => 4);
        }

        var samples = await metrics.SamplesAsync();

        Assert.That((samples["jobs_total|"], samples["jobs_total|meter=1"], samples["jobs_total|meter=2"]), Is.EqualTo((2d, 1d, 1d)));
        Assert.That((samples["sizes_count|"], samples["sizes_sum|"], samples["sizes_bucket|le=5"]), Is.EqualTo((2d, 33d, 1d)));
        Assert.That((samples["level|"], samples["depth|"]), Is.EqualTo((3d, 8d)));
        Assert.That(metrics.Log.Messages, Is.Empty);
    }

    [Test]
    public async Task Another_type_for_the_same_name_is_left_out_and_told_once()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateGauge<long>("jobs_total").Record(1);
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(7);
        counter.Add(7);
        metrics.Meter.CreateHistogram<double>("sizes").Record(1);
        metrics.Meter.CreateGauge<long>("sizes.count").Record(7);
        metrics.Meter.CreateCounter<long>("a.b", "s").Add(1);
        metrics.Meter.CreateCounter<long>("a_b_seconds", "By").Add(1);
        metrics.Meter.CreateGauge<long>("a_b_seconds").Record(7);

        var samples = await metrics.SamplesAsync();

        Assert.That((samples["jobs_total|"], samples["sizes_count|"], samples["a_b_seconds_total|"]), Is.EqualTo((1d, 1d, 1d)));
        Assert.That(metrics.Log.Messages, Has.Count.EqualTo(3).And.All.Contains("is not exposed"));
    }

    [Test]
    public async Task Other_words_for_the_same_metric_lose_against_the_first_ones()
    {
        using var metrics = new TestMetrics();
        using var other = new Meter(metrics.Meter.Name);
        metrics.Meter.CreateCounter<long>("jobs", null, "First.").Add(1);
        other.CreateCounter<long>("jobs", null, "Second.").Add(1);

        var family = (await metrics.ScrapeAsync()).Single();

        Assert.That((family.Help, family.Samples.Single().Value), Is.EqualTo(("First.", 2d)));
        Assert.That(metrics.Log.Messages, Has.Count.EqualTo(1).And.Some.Contains("the first description is exposed"));
    }

    [Test]
    public async Task A_name_is_free_again_when_its_owner_is_gone()
    {
        using var metrics = new TestMetrics();
        using var other = new Meter(metrics.Meter.Name);
        other.CreateGauge<long>("jobs_total").Record(1);
        other.Dispose();
        metrics.Meter.CreateCounter<long>("jobs").Add(2);

        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|"] = 2 }));
    }
}
