namespace ModelSync.Api.Rollouts;

/// <summary>What a cluster that stays lost leads to.</summary>
public enum ClusterLostMode
{
    /// <summary>The wave is held.</summary>
    Hold,

    /// <summary>It counts as failed.</summary>
    Rollback,
}
