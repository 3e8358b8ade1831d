namespace ModelSync.Operator.Versions;

/// <summary>The conditions of a ModelVersion.</summary>
/// <remarks>
/// Ready, Resolved, Verified, Accepted and InUse are always there; UpstreamMutated once components are pinned. Reconciling and Stalled are the pair of
/// kstatus: there only while true, and never both.
/// </remarks>
internal static class VersionConditions
{
    /// <summary>Whether what is declared is in force: a version that is to be used can be, and one that is withdrawn is out of use.</summary>
    public const string Ready = "Ready";

    /// <summary>The controller goes on by itself.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>Only a person can mend it.</summary>
    public const string Stalled = "Stalled";

    /// <summary>Whether every component is pinned.</summary>
    public const string Resolved = "Resolved";

    /// <summary>Whether the pins are what the spec says.</summary>
    public const string Verified = "Verified";

    /// <summary>Whether rules and policies let the version be used.</summary>
    public const string Accepted = "Accepted";

    /// <summary>Whether a tag that was resolved leads elsewhere now.</summary>
    public const string UpstreamMutated = "UpstreamMutated";

    /// <summary>Whether a rollout serves the version, or would go back to it.</summary>
    public const string InUse = "InUse";
}
