using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Counts what became of Events.</summary>
internal sealed class EventMetrics(Meter meter, ClusterName cluster)
{
    private readonly Counter<long> _events = meter.CreateCounter<long>("modelsync.events", unit: null, "Events by what became of them.");
    private readonly KeyValuePair<string, object?> _cluster = new("cluster", cluster.ToString());

    public void Created() => Count("created");

    public void Patched() => Count("patched");

    /// <summary>There was no room or no use for it.</summary>
    public void Dropped() => Count("dropped");

    /// <summary>It could not be sent.</summary>
    public void Failed() => Count("failed");

    private void Count(string result) => _events.Add(1, new KeyValuePair<string, object?>("result", result), _cluster);
}
