namespace ModelSync.Api.Rollouts;

/// <summary>A summary of a rollout for people; nothing decides on it.</summary>
public enum RolloutPhase
{
    /// <summary>Not looked at yet, or its version is not known.</summary>
    Pending,

    /// <summary>Something must change before it can start or go on: a policy, an approval, the version.</summary>
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

    /// <summary>Traffic is back; the spec still names the failed version.</summary>
    RolledBack,

    /// <summary>Something is wrong that going back cannot mend.</summary>
    Degraded,
}
