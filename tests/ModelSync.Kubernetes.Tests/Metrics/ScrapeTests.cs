using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class ScrapeTests
{
    [Test]
    public async Task A_scraper_that_reads_slowly_keeps_no_other_waiting()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateCounter<long>("jobs").Add(1);
        using var stuck = new StuckStream();
        using var cancellation = new CancellationTokenSource();
        var slow = metrics.Exposition.WriteAsync(stuck, accept: null, cancellation.Token);
        await stuck.Reached;

        Assert.That(await metrics.SamplesAsync(), Has.Count.EqualTo(1));

        await cancellation.CancelAsync();
        Assert.That(async () => await slow, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Scrapes_at_the_same_time_each_see_every_observed_series()
    {
        using var metrics = new TestMetrics();
        metrics.Meter.CreateObservableGauge("level", () => Enumerable.Range(0, 20).Select(i => new System.Diagnostics.Metrics.Measurement<int>(1, Tag("i", i))));

        var scrapes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => metrics.TextAsync())));

        Assert.That(scrapes.Select(text => ExpositionParser.Parse(text, openMetrics: false)[0].Samples.Count), Is.All.EqualTo(20));
    }

    [Test]
    public async Task Series_forgotten_while_they_are_measured_lose_nothing_that_comes_later()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        using var cancellation = new CancellationTokenSource();
        void Measure()
        {
            while (!cancellation.IsCancellationRequested)
            {
                counter.Add(1, Tag("cluster", "a"), Tag("queue", Environment.CurrentManagedThreadId));
            }
        }

        var writers = Enumerable.Range(0, 2).Select(_ => Task.Run(Measure)).ToList();
        for (var i = 0; i < 2_000; i++)
        {
            metrics.Exposition.Forget("cluster", "a");
        }

        await cancellation.CancelAsync();
        await Task.WhenAll(writers);
        metrics.Exposition.Forget("cluster", "a");
        Assert.That(await metrics.TextAsync(), Is.Empty);
        counter.Add(1, Tag("cluster", "a"), Tag("queue", 1));
        Assert.That(await metrics.SamplesAsync(), Is.EqualTo(new Dictionary<string, double> { ["jobs_total|cluster=a|queue=1"] = 1 }));
    }

    [Test]
    public async Task After_the_end_nothing_is_exposed()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        counter.Add(1);
        metrics.Exposition.Dispose();
        counter.Add(1);

        Assert.That(await metrics.TextAsync(), Is.Empty);
    }

    private sealed class StuckStream : MemoryStream
    {
        private readonly TaskCompletionSource _reached = new();

        public Task Reached => _reached.Task;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
    }
}
