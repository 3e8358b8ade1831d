using System.Diagnostics.CodeAnalysis;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Clusters;

/// <summary>The clusters of this process; thread-safe. They come and go at run time, and none waits for another.</summary>
public interface IClusterRegistry
{
    /// <summary>The clusters there are now.</summary>
    IReadOnlyCollection<ICluster> Clusters { get; }

    /// <summary>A cluster by its name.</summary>
    bool TryGet(ClusterName name, [NotNullWhen(true)] out ICluster? cluster);

    /// <summary>
    /// Tells of every cluster there is and of every change from now on, one call at a time and away from the clusters' own work: a slow handler holds up
    /// nobody, and an exception is logged, no more. Changes that follow each other faster than the handler takes them are told as the last of them, but
    /// the removal of a cluster that it was told of is always told. Disposing ends it.
    /// </summary>
    IDisposable Subscribe(Action<ClusterEvent> handler);
}
