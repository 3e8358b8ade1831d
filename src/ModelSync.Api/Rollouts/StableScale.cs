namespace ModelSync.Api.Rollouts;

/// <summary>How many pods stable keeps during a canary.</summary>
public enum StableScale
{
    /// <summary>All of them, all the time.</summary>
    Full,

    /// <summary>As many as its weight needs, never below the floor; full again before the last step and through the bake.</summary>
    Shrink,
}
