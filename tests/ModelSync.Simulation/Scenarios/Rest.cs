namespace ModelSync.Simulation.Scenarios;

/// <summary>How a world came to rest.</summary>
internal enum Rest
{
    /// <summary>What serves is what is declared.</summary>
    Healthy,

    /// <summary>Traffic is back at the last good revision.</summary>
    RolledBack,

    /// <summary>A person has to say something.</summary>
    WaitsForAPerson,

    /// <summary>Something is in the way, and the status says what.</summary>
    Blocked,

    /// <summary>Something is wrong, and the status says what.</summary>
    Degraded,

    /// <summary>The rollout was deleted.</summary>
    Gone,

    /// <summary>None of these: the world did not converge.</summary>
    Restless,
}
