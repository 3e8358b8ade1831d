using ModelSync.Kubernetes.Meta;

namespace ModelSync.Simulation.Operator;

/// <summary>How the execution of a decision went.</summary>
internal sealed class ExecutionReport
{
    private readonly List<ClusterName> _stopped = [];

    /// <summary>Whether the rollout changed since it was read, so that nothing was done.</summary>
    public bool IsIntentOutdated { get; set; }

    /// <summary>Whether the answer to the write of the status was an error, or none.</summary>
    public bool IsIntentUnknown { get; set; }

    /// <summary>Whether something has to be tried again.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>When to look again although nothing changed.</summary>
    public long? LookAgainAt { get; set; }

    /// <summary>Whether nothing more may be done in a cluster; a stop in the hub stops all.</summary>
    public bool HasStopped(ClusterName cluster) => _stopped.Contains(cluster) || _stopped.Contains(Hub);

    /// <summary>Stops a cluster: an action failed, or its guard was not met.</summary>
    public void Stop(ClusterName cluster)
    {
        HasFailed = true;
        _stopped.Add(cluster);
    }

    /// <summary>Stops everything.</summary>
    public void StopAll() => Stop(Hub);

    private static ClusterName Hub => new("hub");
}
