namespace ModelSync.Simulation.Scenarios;

/// <summary>The states of a rollout that coverage tells apart: the phases, and being deleted.</summary>
internal enum WorldState
{
    /// <summary>Not looked at yet, or its version is not known.</summary>
    Pending,

    /// <summary>Something must change before it can start.</summary>
    Blocked,

    /// <summary>Steps are taken.</summary>
    Progressing,

    /// <summary>It waits for a time or a person.</summary>
    Paused,

    /// <summary>The last weight is being reached.</summary>
    Promoting,

    /// <summary>The candidate has all traffic and is watched.</summary>
    Baking,

    /// <summary>What serves is what is declared.</summary>
    Healthy,

    /// <summary>Traffic is going back.</summary>
    RollingBack,

    /// <summary>Traffic is back.</summary>
    RolledBack,

    /// <summary>Something is wrong that going back cannot mend.</summary>
    Degraded,

    /// <summary>The rollout is being deleted.</summary>
    Deleting,
}
