namespace ModelSync.Api.Rollouts;

/// <summary>How far one cluster is in the present rollout.</summary>
/// <remarks>
/// <code>
/// Steady ──► Waiting ──► Progressing ──► Promoting ──► Baking ──► Promoted ──► Steady (stable moved)
///               │             │              │            │           │
///               │             └──────────────┴────────────┴───────────┴──► Returning ──► Returned ──► Steady
///               └──► Steady (the rollout went back before the cluster's turn)
/// </code>
/// </remarks>
public enum ClusterStage
{
    /// <summary>No candidate; stable serves.</summary>
    Steady,

    /// <summary>The cluster's turn has not come.</summary>
    Waiting,

    /// <summary>Steps are taken.</summary>
    Progressing,

    /// <summary>Weight 100 is being reached.</summary>
    Promoting,

    /// <summary>The candidate has all traffic and is watched.</summary>
    Baking,

    /// <summary>The candidate has baked here; the old revision stays at full scale until the last wave has baked.</summary>
    Promoted,

    /// <summary>Traffic goes back.</summary>
    Returning,

    /// <summary>Traffic is back.</summary>
    Returned,
}
