using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Runtime.Internal;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>
/// The instruments of all controllers of one meter. An observable instrument cannot leave its meter, so there is one for all that asks those that live:
/// the series of a removed cluster go with its workers.
/// </summary>
internal sealed class ControllerInstruments
{
    private static readonly PerMeter<ControllerInstruments> Sets = new(static meter => new ControllerInstruments(meter));

    private readonly ConcurrentDictionary<ClusterMetrics, bool> _clusters = new();

    private ControllerInstruments(Meter meter)
    {
        Duration = meter.CreateHistogram<double>("modelsync.reconcile.duration", "s", "How long reconciles took, whatever came of them.");
        Reconciles = meter.CreateCounter<long>("modelsync.reconciles", unit: null, "Reconciles by what came of them.");
        ConsistencyWaits = meter.CreateCounter<long>(
            "modelsync.consistency.waits", unit: null, "Reconciles that were put off because a cache did not show their last write yet.");
        MapErrors = meter.CreateCounter<long>("modelsync.map.errors", unit: null, "Predicates and maps that threw.");
        Dropped = meter.CreateCounter<long>("modelsync.requests.dropped", unit: null, "Requests for clusters in which the controller does not work.");
        meter.CreateObservableGauge(
            "modelsync.reconcile.active",
            () => _clusters.Keys.Select(cluster => new Measurement<long>(cluster.Running.Count, cluster.Tags)),
            unit: null,
            "Reconciles under way.");
        meter.CreateObservableGauge(
            "modelsync.controller.synced",
            () => _clusters.Keys.Select(cluster => new Measurement<long>(cluster.HasSynced ? 1 : 0, cluster.Tags)),
            unit: null,
            "1 once a controller has the first lists of a cluster.");
    }

    public Histogram<double> Duration { get; }

    public Counter<long> Reconciles { get; }

    public Counter<long> ConsistencyWaits { get; }

    public Counter<long> MapErrors { get; }

    public Counter<long> Dropped { get; }

    public static ControllerInstruments Of(Meter meter) => Sets.Of(meter);

    public void Add(ClusterMetrics cluster) => _clusters[cluster] = true;

    public void Remove(ClusterMetrics cluster) => _clusters.TryRemove(cluster, out _);
}
