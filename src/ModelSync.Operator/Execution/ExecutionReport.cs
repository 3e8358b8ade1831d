using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Execution;

/// <summary>How the execution of a decision went.</summary>
internal sealed class ExecutionReport
{
    private readonly HashSet<ClusterName> _stopped = [];
    private bool _hasStoppedAll;

    /// <summary>Whether the rollout changed since it was read, so that nothing was done.</summary>
    public bool IsOutdated { get; set; }

    /// <summary>Whether something has to be tried again.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>What stopped it, for the log.</summary>
    public string? Why { get; private set; }

    /// <summary>What the API server says against the status itself; null when it took it. People can learn it by an Event alone.</summary>
    public string? StatusRefusal { get; private set; }

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? LookAgainAfter { get; private set; }

    /// <summary>How many objects were written, the status left out.</summary>
    public int Writes { get; private set; }

    public bool HasStopped(ClusterName cluster) => _hasStoppedAll || _stopped.Contains(cluster);

    /// <summary>Stops a cluster: an action failed, or its guard was not met.</summary>
    public void Stop(ClusterName cluster, string why)
    {
        PutOff(cluster);
        Fail(why);
    }

    /// <summary>Stops a cluster without a failure: it is too early for an action that the next ones may count on.</summary>
    public void PutOff(ClusterName cluster) => _stopped.Add(cluster);

    /// <summary>Stops everything.</summary>
    public void StopAll(string why)
    {
        _hasStoppedAll = true;
        Fail(why);
    }

    /// <summary>Stops everything, because not even the decision could be written down.</summary>
    public void RefuseStatus(string message)
    {
        StatusRefusal = message;
        StopAll(message);
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

    private void Fail(string why)
    {
        HasFailed = true;
        Why ??= why;
    }
}
