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

    /// <summary>Tells of every cluster there is and of every change from now on, one call at a time. Disposing ends it.</summary>
    IDisposable Subscribe(Action<ClusterEvent> handler);
}
