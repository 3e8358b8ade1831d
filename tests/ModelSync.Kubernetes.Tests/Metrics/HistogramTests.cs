using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Metrics;
using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class HistogramTests
{
    [TestCase("s")]
    [TestCase("By")]
    public async Task Without_advice_the_buckets_fit_the_unit(string unit)
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateHistogram<double>("h", unit).Record(1);

        var bounds = (await metrics.ScrapeAsync())[0].Samples.Where(sample => sample.Labels.ContainsKey("le")).Select(sample => SampleReader.Value(sample.Labels["le"]));

        Assert.That(bounds.SkipLast(1), Is.EqualTo(unit == "s" ? DefaultBuckets.Seconds : DefaultBuckets.General));
    }

    [Test]
    public async Task A_value_on_a_bound_belongs_below_it()
    {
        using var metrics = new TestMetrics();
        var histogram = metrics.Meter.CreateHistogram("h", null, null, null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2] });
        foreach (var value in new[] { 0, 1, 2, 3 })
        {
            histogram.Record(value);
        }

        var samples = await metrics.SamplesAsync();

        Assert.That(new[] { "1", "2", "+Inf" }.Select(le => samples["h_bucket|le=" + le]), Is.EqualTo(new[] { 2d, 3d, 4d }));
    }

    [Test]
    public async Task Below_zero_OpenMetrics_gets_neither_sum_nor_count()
    {
        using var metrics = new TestMetrics();
        var histogram = metrics.Meter.CreateHistogram("h", null, null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [-1, 1] });
        histogram.Record(-0.5);

        Assert.That(await metrics.TextAsync(OpenMetrics), Does.Not.Contain("_sum").And.Not.Contain("_count").And.Contain("le=\"-1.0\"} 0"));
        Assert.That(await metrics.TextAsync(), Does.Contain("h_sum -0.5\n").And.Contain("h_count 1\n"));
    }

    [Test]
    public async Task No_scrape_sees_half_a_measurement()
    {
        using var metrics = new TestMetrics();
        var histogram = metrics.Meter.CreateHistogram("h", null, null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2, 4] });
        var counter = metrics.Meter.CreateCounter<double>("c");
        const int Each = 20_000;
        void Measure()
        {
            for (var i = 0; i < Each; i++)
            {
                histogram.Record(3);
                counter.Add(0.5);
            }
        }

        // The series are there from the beginning, so that the two formats of one scrape have the same ones.
        histogram.Record(3);
        counter.Add(0.5);
        var writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Measure)));
        do
        {
            var scrape = (await metrics.ScrapeAsync()).SelectMany(family => family.Samples).ToDictionary(sample => sample.Identity(), sample => sample.Value);
            // The count is checked by the reader; the sum of threes tells whether it is of the same moment.
            Assert.That(scrape.GetValueOrDefault("h_sum|"), Is.EqualTo(3 * scrape.GetValueOrDefault("h_count|")));
        }
        while (!writers.IsCompleted);

        await writers;
        var last = await metrics.SamplesAsync();
        Assert.That((last["h_count|"], last["c_total|"]), Is.EqualTo((1 + (4d * Each), 0.5 + (2d * Each))));
    }
}
