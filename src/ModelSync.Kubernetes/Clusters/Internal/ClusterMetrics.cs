using System.Diagnostics.Metrics;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Measures the state of each living cluster; what is gone is measured no more, and its series end.</summary>
internal static class ClusterMetrics
{
    private static readonly (ClusterState State, string Tag)[] States =
    [
        (ClusterState.Connecting, "connecting"),
        (ClusterState.Connected, "connected"),
        (ClusterState.Unreachable, "unreachable"),
    ];

    public static void Observe(Meter meter, Func<IReadOnlyCollection<ICluster>> clusters) => meter.CreateObservableGauge(
        "modelsync.cluster.state", () => clusters().SelectMany(Measure), description: "Whether a cluster is in a state (1) or not (0).");

    private static IEnumerable<Measurement<int>> Measure(ICluster cluster)
    {
        var state = cluster.Status.State;
        return state == ClusterState.Removed ? [] : States.Select(known => new Measurement<int>(
            known.State == state ? 1 : 0,
            new KeyValuePair<string, object?>("cluster", cluster.Name.ToString()),
            new KeyValuePair<string, object?>("state", known.Tag)));
    }
}
