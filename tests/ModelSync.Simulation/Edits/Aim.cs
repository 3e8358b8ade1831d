namespace ModelSync.Simulation.Edits;

/// <summary>How well a verb is aimed.</summary>
internal enum Aim
{
    /// <summary>At the revision that is there.</summary>
    Right,

    /// <summary>At another revision.</summary>
    Stale,

    /// <summary>With the id of the one before.</summary>
    RepeatedId,

    /// <summary>With parts that are missing or unknown.</summary>
    Garbled,
}
