namespace ModelSync.Api.Rollouts;

/// <summary>Why a candidate goes back.</summary>
public enum ReturnReason
{
    /// <summary>Somebody said abort.</summary>
    /// <remarks>Mend what was wrong and retry, or name another version.</remarks>
    Aborted,

    /// <summary>A gate failed.</summary>
    /// <remarks>Look at status.gates for the value and the limit; mend the version and name the new one, or retry.</remarks>
    GateFailed,

    /// <summary>A step did not get its capacity or route in time.</summary>
    /// <remarks>Look at the pods and the route of the candidate; then retry, or give it more time by spec.progressDeadlineSeconds.</remarks>
    ProgressDeadlineExceeded,

    /// <summary>Its pods crash, cannot be pulled or cannot be placed.</summary>
    /// <remarks>Look at the candidate's pods: kubectl describe pod and kubectl logs.</remarks>
    PodsFailed,

    /// <summary>The spec names stable again.</summary>
    /// <remarks>Nothing: somebody wished for it.</remarks>
    Reverted,

    /// <summary>The spec names another revision.</summary>
    /// <remarks>Nothing: the new target starts when traffic is back.</remarks>
    Superseded,

    /// <summary>Its version was quarantined.</summary>
    /// <remarks>Name another version: a quarantine is never taken back.</remarks>
    Quarantined,

    /// <summary>A deny rule names its version.</summary>
    /// <remarks>Name another version, or have the rule that denies it taken out.</remarks>
    Denied,

    /// <summary>Too many clusters failed.</summary>
    /// <remarks>Look at status.clusters for what failed where; mend it and retry.</remarks>
    MaxFailuresExceeded,

    /// <summary>A cluster was lost for too long.</summary>
    /// <remarks>Bring the connection back, then retry.</remarks>
    ClusterLost,
}
