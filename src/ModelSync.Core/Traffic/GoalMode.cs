namespace ModelSync.Core.Traffic;

/// <summary>How the candidate of a cluster is treated.</summary>
public enum GoalMode
{
    /// <summary>There is none: stable has all traffic.</summary>
    Steady,

    /// <summary>It rises to its weight: capacity first, then weight.</summary>
    Advance,

    /// <summary>It has all traffic and keeps it; stable stays at full scale.</summary>
    Bake,

    /// <summary>It goes to 0: at once when stable is at full scale, else as stable gets ready, and at once after abortMaxSeconds.</summary>
    Return,

    /// <summary>Nothing serves any more: all weights stay, all pods go. Only after a quarantine with StopServing.</summary>
    Stop,
}
