namespace ModelSync.Simulation.Edits;

/// <summary>What a policy has against a rollout.</summary>
internal enum PolicyTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A freeze: nothing starts or advances.</summary>
    Freeze,

    /// <summary>Version 2 is denied.</summary>
    Deny,

    /// <summary>An approval is missing.</summary>
    Approval,

    /// <summary>It cannot be evaluated.</summary>
    Unreadable,
}
