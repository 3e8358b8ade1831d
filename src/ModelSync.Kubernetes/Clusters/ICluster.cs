using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Clusters;

/// <summary>One cluster as a running process knows it: a client, the caches and a state, shared by all controllers; thread-safe.</summary>
public interface ICluster
{
    /// <summary>The name that this process gives to it.</summary>
    ClusterName Name { get; }

    /// <summary>The UID of its namespace kube-system, which no other cluster has; null until it is known, and where it may not be read.</summary>
    string? Uid { get; }

    /// <summary>
    /// The client; the same object also after credentials were exchanged, and the registry's own: disposing it does nothing.
    /// Where the cluster is not connected, requests throw <see cref="ClusterNotConnectedException"/> at once (<see cref="ClusterOptions.FailFast"/>).
    /// </summary>
    IKubernetesClient Client { get; }

    /// <summary>The caches.</summary>
    IInformerSet Informers { get; }

    /// <summary>Events about its objects, kept in the cluster itself.</summary>
    IEventRecorder Events { get; }

    /// <summary>Whether it can be talked to.</summary>
    ClusterStatus Status { get; }

    /// <summary>Cancelled when the cluster is removed: whoever works for it stops.</summary>
    CancellationToken Removed { get; }
}
