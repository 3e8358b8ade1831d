namespace ModelSync.Simulation.World;

/// <summary>What becomes of the pods of a version.</summary>
internal enum PodQuality
{
    /// <summary>They become ready after a while.</summary>
    Good,

    /// <summary>They become ready late.</summary>
    Slow,

    /// <summary>They start, and never become ready.</summary>
    NeverReady,

    /// <summary>They become ready, then end again and again.</summary>
    CrashLoop,

    /// <summary>Their image cannot be pulled.</summary>
    ImagePull,

    /// <summary>All but one find no node.</summary>
    Unschedulable,
}
