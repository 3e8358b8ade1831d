namespace ModelSync.Api.Conditions;

/// <summary>The conditions of a ModelRollout.</summary>
/// <remarks>
/// Ready and Available are always there. Each of the others is there only while it has something to say, so a missing one means False. Reconciling and
/// Stalled are the pair of kstatus: they are never both there.
/// </remarks>
public static class ConditionTypes
{
    /// <summary>Whether what serves is what is declared, everywhere. Unknown while that is being decided: a trial, a pause, a bake, a soak.</summary>
    public const string Ready = "Ready";

    /// <summary>The controller goes on by itself; kstatus says InProgress.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>Only a person or a new spec can mend it; kstatus says Failed.</summary>
    public const string Stalled = "Stalled";

    /// <summary>Whether every revision with traffic has the ready endpoints for it.</summary>
    public const string Available = "Available";

    /// <summary>It stands still until somebody or something outside acts. A pause that ends by itself is none.</summary>
    public const string Paused = "Paused";

    /// <summary>True: traffic is back at stable and the spec still names the failed version. False: it is on its way back.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>An approval of the version, or of a wave, is missing.</summary>
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>The spec's plan differs from the one that the trial began with; it takes effect with the next start or retry.</summary>
    public const string PlanPending = "PlanPending";
}
