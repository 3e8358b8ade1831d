using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>What a status says besides its own fields; the planner knows it, the status writer turns it into conditions and a phase.</summary>
public sealed record RolloutSituation
{
    /// <summary>What keeps the target from starting or advancing: version, policy, approval, environment; null when nothing does.</summary>
    public Impediment? Blocked { get; init; }

    /// <summary>What only a person or a new spec can mend: InvalidSpec, UnsupportedField, InvalidTemplate, RolledBack; null when nothing is.</summary>
    public Impediment? Stalled { get; init; }

    /// <summary>What is wrong although nothing is to be decided: NoSafeRevision, NoFallback, a cluster lost for too long; Stalled, too. Null when nothing is.</summary>
    public Impediment? Degraded { get; init; }

    /// <summary>What a pause is about, where the cause has a reason of its own: a policy's, or that of a cluster. Null elsewhere.</summary>
    public Impediment? Held { get; init; }

    /// <summary>Why Ready is False although everything serves: Overridden, InUse, StableWithdrawn; null when nothing is.</summary>
    public Impediment? NotReady { get; init; }

    /// <summary>What the rollout waits for by itself; null at its goal.</summary>
    public Impediment? Waiting { get; init; }

    /// <summary>What a revision with traffic lacks of the ready endpoints for it, or of its route; null when all have both, in every cluster.</summary>
    public Impediment? Unavailable { get; init; }

    /// <summary>Whether nothing is unavailable.</summary>
    public bool IsAvailable => Unavailable is null;

    /// <summary>Whether what serves is worse than declared although nothing moves: its pods crash, or its cluster does not answer.</summary>
    public bool IsImpaired { get; init; }

    /// <summary>Whether the spec's plan differs from the frozen one and waits for the next start.</summary>
    public bool IsPlanPending { get; init; }

    /// <summary>Whether the target is stable, everywhere, and nothing is left to do.</summary>
    public required bool IsConverged { get; init; }

    /// <summary>Whether the rollout is scaled to zero.</summary>
    public bool IsScaledToZero { get; init; }
}
