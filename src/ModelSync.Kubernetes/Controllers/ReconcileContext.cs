using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.LeaderElection;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>What a reconciler has at hand during one reconcile; not to be kept beyond it.</summary>
public sealed class ReconcileContext
{
    /// <summary>The cluster of the request.</summary>
    public required ICluster Cluster { get; init; }

    /// <summary>A client of the request's cluster that remembers what was written: the next reconcile of this name waits until the caches show it.</summary>
    public required IKubernetesClient Client { get; init; }

    /// <summary>All clusters, for those who act in several.</summary>
    public required IClusterRegistry Clusters { get; init; }

    /// <summary>Events about the objects of the request's cluster.</summary>
    public IEventRecorder Events => Cluster.Events;

    /// <summary>The term in which this happens; null without leader election.</summary>
    public LeadershipTerm? Term { get; init; }

    /// <summary>Names this reconcile in logs and traces.</summary>
    public required string ReconcileId { get; init; }

    /// <summary>How often this name has failed since it last went well.</summary>
    public int Failures { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>A log whose lines carry cluster, namespace, name and reconcile.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>A client of any cluster that remembers what was written, as <see cref="Client"/> does.</summary>
    public required Func<ICluster, IKubernetesClient> ClientOf { get; init; }
}
