namespace ModelSync.Api.Rollouts;

/// <summary>Why a candidate goes back.</summary>
public enum ReturnReason
{
    /// <summary>Somebody said abort.</summary>
    Aborted,

    /// <summary>A gate failed.</summary>
    GateFailed,

    /// <summary>A step did not get its capacity or route in time.</summary>
    ProgressDeadlineExceeded,

    /// <summary>Its pods crash, cannot be pulled or cannot be placed.</summary>
    PodsFailed,

    /// <summary>The spec names stable again.</summary>
    Reverted,

    /// <summary>The spec names another revision.</summary>
    Superseded,

    /// <summary>Its version was quarantined.</summary>
    Quarantined,

    /// <summary>A deny rule names its version.</summary>
    Denied,

    /// <summary>Too many clusters failed.</summary>
    MaxFailuresExceeded,

    /// <summary>A cluster was lost for too long.</summary>
    ClusterLost,
}
