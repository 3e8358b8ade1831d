namespace ModelSync.Api.Rollouts;

/// <summary>What people tell a rollout to do.</summary>
public enum RolloutVerb
{
    /// <summary>Go on from a pause, an inconclusive gate, or a wave's approval.</summary>
    Promote,

    /// <summary>Skip the remaining steps, pauses and gates of steps.</summary>
    PromoteFull,

    /// <summary>Try the failed revision again.</summary>
    Retry,

    /// <summary>Go back to the revision before stable, or to the one named.</summary>
    Undo,

    /// <summary>Go back to stable.</summary>
    Abort,
}
