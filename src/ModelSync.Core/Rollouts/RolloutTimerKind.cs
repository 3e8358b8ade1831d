namespace ModelSync.Core.Rollouts;

/// <summary>What a timer measures.</summary>
public enum RolloutTimerKind
{
    /// <summary>A step of a cluster, for pauses.</summary>
    Step,

    /// <summary>The deadline of a step of a cluster.</summary>
    Deadline,

    /// <summary>The bake of a cluster.</summary>
    Bake,

    /// <summary>The return of the candidate in a cluster.</summary>
    Return,

    /// <summary>A revision without traffic in a cluster.</summary>
    Retiring,

    /// <summary>The soak of a wave.</summary>
    Soak,

    /// <summary>A cluster that does not answer.</summary>
    Lost,

    /// <summary>A pause of the whole rollout.</summary>
    Pause,
}
