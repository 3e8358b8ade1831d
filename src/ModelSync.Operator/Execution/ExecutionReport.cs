using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Execution;

/// <summary>How the execution of a decision went.</summary>
internal sealed class ExecutionReport
{
    private readonly HashSet<ClusterName> _stopped = [];

    /// <summary>Whether the rollout changed since it was read, so that nothing was done.</summary>
    public bool IsOutdated { get; set; }

    /// <summary>Whether everything was stopped, in all clusters.</summary>
    public bool HasStoppedAll { get; private set; }

    /// <summary>Whether something has to be tried again.</summary>
    public bool HasFailed => HasStoppedAll || _stopped.Count > 0;

    /// <summary>What stopped it, for the log.</summary>
    public string? Why { get; private set; }

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? LookAgainAfter { get; private set; }

    /// <summary>How many objects were written, the status left out.</summary>
    public int Writes { get; private set; }

    public bool HasStopped(ClusterName cluster) => HasStoppedAll || _stopped.Contains(cluster);

    /// <summary>Stops a cluster: an action failed, or its guard was not met.</summary>
    public void Stop(ClusterName cluster, string why)
    {
        _stopped.Add(cluster);
        Why ??= why;
    }

    /// <summary>Stops everything.</summary>
    public void StopAll(string why)
    {
        HasStoppedAll = true;
        Why ??= why;
    }

    /// <summary>Looks again after that time at the latest.</summary>
    public void LookAgain(TimeSpan after)
    {
        if (LookAgainAfter is not { } present || after < present)
        {
            LookAgainAfter = after;
        }
    }

    public void CountWrite() => Writes++;
}
