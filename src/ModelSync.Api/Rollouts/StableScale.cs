namespace ModelSync.Api.Rollouts;

/// <summary>How many pods stable keeps during a canary.</summary>
public enum StableScale
{
    /// <summary>All.</summary>
    Full,

    /// <summary>As many as its weight needs, not below the floor.</summary>
    Shrink,
}
