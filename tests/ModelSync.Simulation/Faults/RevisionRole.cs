namespace ModelSync.Simulation.Faults;

/// <summary>Names a revision by what it is at the moment.</summary>
internal enum RevisionRole
{
    /// <summary>The proven one.</summary>
    Stable,

    /// <summary>The one on trial.</summary>
    Candidate,
}
