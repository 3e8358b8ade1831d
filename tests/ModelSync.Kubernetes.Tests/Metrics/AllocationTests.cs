using static ModelSync.Kubernetes.Tests.Metrics.TestMetrics;

namespace ModelSync.Kubernetes.Tests.Metrics;

public sealed class AllocationTests
{
    [Test]
    public void Measuring_a_known_series_takes_no_memory()
    {
        using var metrics = new TestMetrics();
        var counter = metrics.Meter.CreateCounter<long>("jobs");
        var upDown = metrics.Meter.CreateUpDownCounter<int>("active");
        var gauge = metrics.Meter.CreateGauge<double>("level");
        var histogram = metrics.Meter.CreateHistogram<double>("time", "s");
        object code = 200;
        void Measure()
        {
            counter.Add(1);
            counter.Add(1, Tag("queue", "a"), Tag("cluster", "b"));
            counter.Add(1, Tag("cluster", "b"), Tag("queue", "a"));
            upDown.Add(-1, Tag("queue", "a"));
            gauge.Record(1.5, Tag("queue", "a"));
            histogram.Record(0.2, Tag("queue", "a"), Tag("cluster", "b"), Tag("code", code));
        }

        Measure();
        Measure();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Measure();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public async Task A_scrape_of_many_series_is_written_in_small_pieces()
    {
        using var metrics = new TestMetrics();
        var histogram = metrics.Meter.CreateHistogram<double>("time", "s");
        for (var i = 0; i < 1_000; i++)
        {
            histogram.Record(1, Tag("queue", "q" + i));
        }

        using var output = new CountingStream();
        await metrics.Exposition.WriteAsync(output, accept: null, CancellationToken.None);
        // The stream never waits, so all of it happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = metrics.Exposition.WriteAsync(output, accept: null, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await second;

        Assert.That(output.Length, Is.GreaterThan(1_900_000));
        Assert.That(output.LargestWrite, Is.LessThan(64 * 1024));
        Assert.That(allocated, Is.LessThan(8 * 1024));
    }

    private sealed class CountingStream : MemoryStream
    {
        private long _length;

        public override long Length => _length;

        public int LargestWrite { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            _length += buffer.Length;
            return default;
        }
    }
}
