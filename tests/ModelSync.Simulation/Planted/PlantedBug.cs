namespace ModelSync.Simulation.Planted;

/// <summary>A mistake that is made on purpose, to see that the simulation finds it; one for each invariant of DESIGN section 4 and for those of changes.</summary>
internal enum PlantedBug
{
    /// <summary>No mistake.</summary>
    None,

    /// <summary>1: weight rises before its endpoints are ready.</summary>
    WeightBeforeCapacity,

    /// <summary>2: scaled down while traffic still needs the pods.</summary>
    ScalesDownEarly,

    /// <summary>3: a restart of the process begins the steps again.</summary>
    StepsBack,

    /// <summary>4: an abort goes back step by step.</summary>
    AbortsSlowly,

    /// <summary>5: the plan follows the spec during the rollout.</summary>
    ThawsThePlan,

    /// <summary>6: the status is written again although nothing changed.</summary>
    Chatters,

    /// <summary>7: effects come before the intent.</summary>
    ActsBeforeIntent,

    /// <summary>8: neither epochs nor the resourceVersion of the rollout are looked at.</summary>
    IgnoresEpochs,

    /// <summary>9: drift is repaired to what the rollout began with.</summary>
    RepairsToTheStart,

    /// <summary>10: elapsed time is what the wall clock says.</summary>
    TrustsTheWallClock,

    /// <summary>10: a soak ends a second early.</summary>
    CutsTheSoak,

    /// <summary>14: the former route goes without a look at the one that takes its place.</summary>
    RemovesTheFormerAtOnce = 14,

    /// <summary>15: waves are ignored.</summary>
    IgnoresWaves = 15,
}
