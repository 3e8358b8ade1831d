using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>What is told to a scraper.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WorkQueueMetricsTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Meter _meter = new("test");
    private readonly MeterListener _listener = new();
    private readonly List<string> _seen = [];

    public WorkQueueMetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Test]
    public void A_queue_tells_how_many_came_and_how_long_they_waited_and_worked()
    {
        using var queue = Create("members", "west");
        queue.Add("a");
        queue.Add("a");
        _clock.Advance(TimeSpan.FromSeconds(2));
        var lease = queue.TakeReady();
        _clock.Advance(TimeSpan.FromSeconds(3));
        queue.AddRateLimited("a");
        lease.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_seen, Is.EqualTo([
            "modelsync.workqueue.adds 1 queue=members cluster=west",
            "modelsync.workqueue.queue.duration 2s queue=members cluster=west",
            "modelsync.workqueue.retries 1 queue=members cluster=west",
            "modelsync.workqueue.work.duration 3s queue=members cluster=west",
            "modelsync.workqueue.adds 1 queue=members cluster=west",
        ]));
    }

    [Test]
    public void Depth_and_the_longest_work_are_told_of_queues_that_live()
    {
        using var here = Create("q", "here");
        var gone = Create("q", "gone");
        here.Add("a");
        here.Add("b");
        gone.Add("c");
        using var lease = here.TakeReady();
        _clock.Advance(TimeSpan.FromSeconds(7));
        _seen.Clear();

        _listener.RecordObservableInstruments();
        Assert.That(_seen, Is.EquivalentTo([
            "modelsync.workqueue.depth 1 queue=q cluster=here",
            "modelsync.workqueue.depth 1 queue=q cluster=gone",
            "modelsync.workqueue.longest_running 7s queue=q cluster=here",
            "modelsync.workqueue.longest_running 0s queue=q cluster=gone",
        ]));

        gone.Dispose();
        _seen.Clear();

        _listener.RecordObservableInstruments();
        Assert.That(_seen, Has.Count.EqualTo(2).And.None.Contains("gone"));
    }

    [Test]
    public void A_worker_that_returns_after_the_end_brings_no_series_back()
    {
        using var queue = Create("q", "gone");
        queue.Add("a");
        var lease = queue.TakeReady();
        queue.ShutDown(drain: false);
        _seen.Clear();

        lease.Dispose();

        Assert.That(_seen, Is.Empty);
    }

    private WorkQueue<string> Create(string name, string cluster) => new(
        new WorkQueueOptions<string> { Name = name, Cluster = new ClusterName(cluster) },
        RuntimeServices.Default with { TimeProvider = _clock, Meter = _meter });

    private void See<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Add($"{instrument.Name} {value}{instrument.Unit} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
