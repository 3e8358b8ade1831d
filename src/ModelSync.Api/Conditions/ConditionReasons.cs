namespace ModelSync.Api.Conditions;

/// <summary>The reasons of a ModelRollout's conditions.</summary>
/// <remarks>
/// Besides these, a return has the names of <see cref="Rollouts.ReturnReason"/> and a pause those of <see cref="Rollouts.PauseReason"/> as reasons. What
/// the clusters of a placement wait for, and the rules of policies, have reasons of their own.
/// </remarks>
public static class ConditionReasons
{
    /// <summary>The declared version has all traffic, and it is healthy.</summary>
    public const string Serving = "Serving";

    /// <summary>Replicas is 0: weights are kept, nothing is started.</summary>
    public const string ScaledToZero = "ScaledToZero";

    /// <summary>It was not looked at yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Steps are taken.</summary>
    public const string Progressing = "Progressing";

    /// <summary>The last weight is being reached.</summary>
    public const string Promoting = "Promoting";

    /// <summary>The candidate has all traffic and is watched; or its clusters soak before the next wave.</summary>
    public const string Baking = "Baking";

    /// <summary>A part of the desired state is not there yet.</summary>
    public const string Converging = "Converging";

    /// <summary>It is being deleted.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Every revision with traffic has the ready endpoints for it.</summary>
    public const string EndpointsReady = "EndpointsReady";

    /// <summary>A revision has traffic, but not the ready endpoints for it.</summary>
    public const string EndpointsMissing = "EndpointsMissing";

    /// <summary>No revision has traffic yet.</summary>
    public const string NothingServes = "NothingServes";

    /// <summary>What splits the traffic does not exist, or no gateway took it yet.</summary>
    public const string RouteNotInForce = "RouteNotInForce";

    /// <summary>A start waits until another traffic.type has taken over.</summary>
    public const string TrafficTypeChanging = "TrafficTypeChanging";

    /// <summary>A start waits until spec.replicas is above 0.</summary>
    public const string AwaitingReplicas = "AwaitingReplicas";

    /// <summary>There is no ModelVersion of that name.</summary>
    public const string VersionNotFound = "VersionNotFound";

    /// <summary>The ModelVersion is not resolved, verified and accepted yet, or cannot be.</summary>
    public const string VersionNotReady = "VersionNotReady";

    /// <summary>The version is quarantined or denied.</summary>
    public const string VersionQuarantined = "VersionQuarantined";

    /// <summary>The version is retired and is not started again.</summary>
    public const string VersionRetired = "VersionRetired";

    /// <summary>The environment that the spec expects is not the target's own.</summary>
    public const string EnvironmentMismatch = "EnvironmentMismatch";

    /// <summary>The version may not run in this environment.</summary>
    public const string TargetNotAllowed = "TargetNotAllowed";

    /// <summary>A rule of a policy does not hold.</summary>
    public const string PolicyViolated = "PolicyViolated";

    /// <summary>A freeze of a policy is on.</summary>
    public const string Frozen = "Frozen";

    /// <summary>A policy denies the version.</summary>
    public const string VersionDenied = "VersionDenied";

    /// <summary>A policy matches and cannot be evaluated.</summary>
    public const string PolicyNotEnforceable = "PolicyNotEnforceable";

    /// <summary>An approval is missing.</summary>
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>A new target waits until the present candidate has baked.</summary>
    public const string WaitingForBake = "WaitingForBake";

    /// <summary>The API server is asked whether it would take the pods.</summary>
    public const string CheckingTemplate = "CheckingTemplate";

    /// <summary>The record of a revision is written before anything else of it is made.</summary>
    public const string Recording = "Recording";

    /// <summary>A revision has not the ready pods yet that its next weight needs.</summary>
    public const string WaitingForCapacity = "WaitingForCapacity";

    /// <summary>Pods have to start or to end first.</summary>
    public const string WaitingForPods = "WaitingForPods";

    /// <summary>The weights are written, but not in force yet.</summary>
    public const string WaitingForTraffic = "WaitingForTraffic";

    /// <summary>A gate has not decided yet.</summary>
    public const string WaitingForGate = "WaitingForGate";

    /// <summary>A revision without ready endpoints is left out of the traffic until it has some.</summary>
    public const string Masked = "Masked";

    /// <summary>Nothing may rise now.</summary>
    public const string Held = "Held";

    /// <summary>A gate cannot be measured; the step is held until it can be.</summary>
    public const string GateError = "GateError";

    /// <summary>What serves was withdrawn; other rollouts move first, only some do so at once.</summary>
    public const string EvictionQueued = "EvictionQueued";

    /// <summary>The placement selects no cluster.</summary>
    public const string NoTargets = "NoTargets";

    /// <summary>A required cluster does not answer.</summary>
    public const string ClusterUnreachable = "ClusterUnreachable";

    /// <summary>Somebody went back with undo; the spec names another revision.</summary>
    public const string Overridden = "Overridden";

    /// <summary>What serves was retired; it serves on until another revision does.</summary>
    public const string InUse = "InUse";

    /// <summary>What serves, or what a trial would go back to, was withdrawn; the trial goes on, because it is the way out.</summary>
    public const string StableWithdrawn = "StableWithdrawn";

    /// <summary>What serves was withdrawn, and there is no safe revision to go to.</summary>
    public const string NoSafeRevision = "NoSafeRevision";

    /// <summary>The first version failed, and there is nothing to return to.</summary>
    public const string NoFallback = "NoFallback";

    /// <summary>A field of the spec breaks a rule.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>A field of the spec is one that this build does not act on.</summary>
    public const string UnsupportedField = "UnsupportedField";

    /// <summary>The API server refuses the objects that the template makes.</summary>
    public const string InvalidTemplate = "InvalidTemplate";

    /// <summary>An object of that name belongs to somebody else.</summary>
    public const string NameConflict = "NameConflict";

    /// <summary>Somebody else writes the same fields again and again.</summary>
    public const string FieldContention = "FieldContention";

    /// <summary>The adopted rule of a route sends traffic to somebody else's backend.</summary>
    public const string ForeignBackend = "ForeignBackend";

    /// <summary>Another rollout has adopted the same rule of a route.</summary>
    public const string AdoptConflict = "AdoptConflict";

    /// <summary>A cluster is not the one that it was.</summary>
    public const string IdentityMismatch = "IdentityMismatch";

    /// <summary>The spec still names a revision that failed.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>Traffic is going back.</summary>
    public const string InProgress = "InProgress";

    /// <summary>Traffic is going back, but a cluster that has to does not answer.</summary>
    public const string PendingClusters = "PendingClusters";

    /// <summary>The spec's strategy, gates, deadlines, onFailure or traffic changed during a trial.</summary>
    public const string PlanChanged = "PlanChanged";
}
