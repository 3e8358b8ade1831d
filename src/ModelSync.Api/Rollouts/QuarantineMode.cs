namespace ModelSync.Api.Rollouts;

/// <summary>What a quarantine leads to when no safe revision is left.</summary>
public enum QuarantineMode
{
    /// <summary>The quarantined revision goes on serving, and the rollout says so.</summary>
    KeepServing,

    /// <summary>Serving ends.</summary>
    StopServing,
}
