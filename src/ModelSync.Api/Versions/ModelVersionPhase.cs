namespace ModelSync.Api.Versions;

/// <summary>A summary of a version's state for people.</summary>
public enum ModelVersionPhase
{
    /// <summary>Not looked at yet.</summary>
    Pending,

    /// <summary>Its components are being resolved.</summary>
    Resolving,

    /// <summary>Pinned, accepted, and free to be used.</summary>
    Ready,

    /// <summary>Refused by a rule or a policy.</summary>
    Rejected,

    /// <summary>Could not be resolved or verified.</summary>
    Failed,

    /// <summary>Deprecated, or retired while still in use.</summary>
    Deprecated,

    /// <summary>Never started again.</summary>
    Retired,

    /// <summary>Withdrawn.</summary>
    Quarantined,
}
