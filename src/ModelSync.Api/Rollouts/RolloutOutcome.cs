namespace ModelSync.Api.Rollouts;

/// <summary>How a rollout ended.</summary>
public enum RolloutOutcome
{
    /// <summary>Its bake finished Healthy; the revision is proven.</summary>
    Promoted,

    /// <summary>Its bake ran out without a verdict; the revision serves, but is not proven.</summary>
    /// <remarks>Look at why its gates could not decide, in status.gates: the next version is measured against one that is not proven.</remarks>
    BakedInconclusive,

    /// <summary>A check failed, and traffic went back.</summary>
    RolledBack,

    /// <summary>Somebody aborted it.</summary>
    Aborted,

    /// <summary>The spec named another revision before it was through.</summary>
    Superseded,

    /// <summary>The spec named stable again.</summary>
    Reverted,

    /// <summary>Its version was quarantined.</summary>
    Quarantined,

    /// <summary>A deny rule named its version.</summary>
    Denied,
}
