using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Runtime.Internal;

namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>
/// The instruments of all queues of one meter. An observable instrument cannot leave its meter, so there is one for all queues that asks those that live: the
/// series of a removed cluster go with its queue.
/// </summary>
internal sealed class QueueInstruments
{
    private static readonly PerMeter<QueueInstruments> Sets = new(static meter => new QueueInstruments(meter));

    private readonly ConcurrentDictionary<IObservedQueue, bool> _queues = new();

    private QueueInstruments(Meter meter)
    {
        Adds = meter.CreateCounter<long>("modelsync.workqueue.adds", unit: null, "Keys that became ready.");
        Retries = meter.CreateCounter<long>("modelsync.workqueue.retries", unit: null, "Keys that were added with a backoff.");
        QueueDuration = meter.CreateHistogram<double>("modelsync.workqueue.queue.duration", "s", "How long keys were ready before a worker took them.");
        WorkDuration = meter.CreateHistogram<double>("modelsync.workqueue.work.duration", "s", "How long keys were with a worker.");
        meter.CreateObservableGauge(
            "modelsync.workqueue.depth", () => Observe(queue => new Measurement<long>(queue.Depth, queue.Tags)), unit: null, "Keys that are ready and wait for a worker.");
        meter.CreateObservableGauge(
            "modelsync.workqueue.longest_running",
            () => Observe(queue => new Measurement<double>(queue.LongestRunning.TotalSeconds, queue.Tags)),
            "s",
            "How long the key that is with a worker longest has been there.");
    }

    public Counter<long> Adds { get; }

    public Counter<long> Retries { get; }

    public Histogram<double> QueueDuration { get; }

    public Histogram<double> WorkDuration { get; }

    public static QueueInstruments Of(Meter meter) => Sets.Of(meter);

    public void Add(IObservedQueue queue) => _queues[queue] = true;

    public void Remove(IObservedQueue queue) => _queues.TryRemove(queue, out _);

    private IEnumerable<Measurement<T>> Observe<T>(Func<IObservedQueue, Measurement<T>> measure)
        where T : struct => _queues.Keys.Select(measure);
}
