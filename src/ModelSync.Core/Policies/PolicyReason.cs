namespace ModelSync.Core.Policies;

/// <summary>Why a rule says what it says; the names are the reasons of conditions and Events.</summary>
public enum PolicyReason
{
    /// <summary>The rule holds.</summary>
    PolicySatisfied,

    /// <summary>The rule does not hold.</summary>
    PolicyViolated,

    /// <summary>Approvals are missing.</summary>
    AwaitingApproval,

    /// <summary>A freeze is on.</summary>
    Frozen,

    /// <summary>The version is denied.</summary>
    VersionDenied,

    /// <summary>The policy is about this, and it cannot be told whether it holds.</summary>
    PolicyNotEnforceable,
}
