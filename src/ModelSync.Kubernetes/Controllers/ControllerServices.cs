using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>What a controller works with; one for all controllers of a process.</summary>
public sealed record ControllerServices
{
    /// <summary>The clusters, each with its client and caches.</summary>
    public required IClusterRegistry Clusters { get; init; }

    /// <summary>Whether this process leads; null where it is the only one.</summary>
    public ILeadership? Leadership { get; init; }

    /// <summary>Clock, logs and meter.</summary>
    public RuntimeServices Runtime { get; init; } = RuntimeServices.Default;
}
