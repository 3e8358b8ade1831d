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
    /// <remarks>Wait. If it lasts: the message says what is still there.</remarks>
    public const string Deleting = "Deleting";

    /// <summary>Every revision with traffic has the ready endpoints for it.</summary>
    public const string EndpointsReady = "EndpointsReady";

    /// <summary>A revision has traffic, but not the ready endpoints for it.</summary>
    /// <remarks>Look at the pods of the revision that the message names: why they are not Ready, or why there are too few.</remarks>
    public const string EndpointsMissing = "EndpointsMissing";

    /// <summary>No revision has traffic yet.</summary>
    public const string NothingServes = "NothingServes";

    /// <summary>What splits the traffic does not exist, or no gateway took it yet.</summary>
    /// <remarks>Read the message: it has the gateway's own words. Look at the route's status, and at whether the gateway runs.</remarks>
    public const string RouteNotInForce = "RouteNotInForce";

    /// <summary>A start waits until another traffic.type has taken over.</summary>
    public const string TrafficTypeChanging = "TrafficTypeChanging";

    /// <summary>A start waits until spec.replicas is above 0.</summary>
    /// <remarks>Set spec.replicas above 0, by kubectl scale or an autoscaler.</remarks>
    public const string AwaitingReplicas = "AwaitingReplicas";

    /// <summary>There is no ModelVersion of that name.</summary>
    /// <remarks>Create a ModelVersion of that model and version in this namespace, or name one that is there.</remarks>
    public const string VersionNotFound = "VersionNotFound";

    /// <summary>The ModelVersion is not resolved, verified and accepted yet, or cannot be.</summary>
    /// <remarks>Look at the ModelVersion's own conditions: they say what it waits for.</remarks>
    public const string VersionNotReady = "VersionNotReady";

    /// <summary>The version is quarantined or denied.</summary>
    /// <remarks>Name another version: a quarantine is never taken back.</remarks>
    public const string VersionQuarantined = "VersionQuarantined";

    /// <summary>The version is retired and is not started again.</summary>
    /// <remarks>Name another version: what is retired is not started again.</remarks>
    public const string VersionRetired = "VersionRetired";

    /// <summary>The environment that the spec expects is not the target's own.</summary>
    /// <remarks>Change spec.environment, or the label modelsync.io/environment of the cluster or namespace.</remarks>
    public const string EnvironmentMismatch = "EnvironmentMismatch";

    /// <summary>The version may not run in this environment.</summary>
    /// <remarks>Use a version whose deploymentTargets have this environment.</remarks>
    public const string TargetNotAllowed = "TargetNotAllowed";

    /// <summary>A rule of a policy does not hold.</summary>
    /// <remarks>Read the message: it names policy, rule, observed value and limit. Change what is declared, or have the policy changed.</remarks>
    public const string PolicyViolated = "PolicyViolated";

    /// <summary>A freeze of a policy is on.</summary>
    /// <remarks>Wait: it goes on by itself when the freeze ends. A freeze holds back no abort and no rollback.</remarks>
    public const string Frozen = "Frozen";

    /// <summary>A policy denies the version.</summary>
    /// <remarks>Name another version, or have the rule that denies it taken out.</remarks>
    public const string VersionDenied = "VersionDenied";

    /// <summary>A policy matches and cannot be evaluated.</summary>
    /// <remarks>Mend the policy that the message names: until it can be evaluated nothing that it is about starts or advances.</remarks>
    public const string PolicyNotEnforceable = "PolicyNotEnforceable";

    /// <summary>An approval is missing.</summary>
    /// <remarks>Approve what the message names: of a wave by promote.</remarks>
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>A new target waits until the present candidate has baked.</summary>
    /// <remarks>Wait, or abort the candidate to start the new version at once.</remarks>
    public const string WaitingForBake = "WaitingForBake";

    /// <summary>The API server is asked whether it would take the pods.</summary>
    public const string CheckingTemplate = "CheckingTemplate";

    /// <summary>The record of a revision is written before anything else of it is made.</summary>
    public const string Recording = "Recording";

    /// <summary>A revision has not the ready pods yet that its next weight needs.</summary>
    /// <remarks>Wait. If it lasts until the deadline: look at the pods of the revision that the message names.</remarks>
    public const string WaitingForCapacity = "WaitingForCapacity";

    /// <summary>Pods have to start or to end first.</summary>
    /// <remarks>Wait. If it lasts: look for pods that do not end.</remarks>
    public const string WaitingForPods = "WaitingForPods";

    /// <summary>The weights are written, but not in force yet.</summary>
    /// <remarks>Wait. If it lasts: look at the route's status, and at whether the gateway runs.</remarks>
    public const string WaitingForTraffic = "WaitingForTraffic";

    /// <summary>A gate has not decided yet.</summary>
    public const string WaitingForGate = "WaitingForGate";

    /// <summary>A revision without ready endpoints is left out of the traffic until it has some.</summary>
    /// <remarks>Look at the pods of the revision: it gets its traffic back as soon as it has the ready endpoints for it.</remarks>
    public const string Masked = "Masked";

    /// <summary>Nothing may rise now.</summary>
    public const string Held = "Held";

    /// <summary>A gate cannot be measured; the step is held until it can be.</summary>
    /// <remarks>Read the gate's message in status.gates: the provider is down, the query is wrong, or a credential is missing. <c>kubectl modelsync promote --full</c> goes on without it.</remarks>
    public const string GateError = "GateError";

    /// <summary>What serves was withdrawn; other rollouts move first, only some do so at once.</summary>
    /// <remarks>Wait: at most ten rollouts move at once.</remarks>
    public const string EvictionQueued = "EvictionQueued";

    /// <summary>The placement selects no cluster.</summary>
    /// <remarks>Label or create the clusters, or change spec.placement.</remarks>
    public const string NoTargets = "NoTargets";

    /// <summary>A required cluster does not answer.</summary>
    /// <remarks>Bring the connection back, or take a cluster that will not return out of spec.placement.</remarks>
    public const string ClusterUnreachable = "ClusterUnreachable";

    /// <summary>Somebody went back with undo; the spec names another revision.</summary>
    /// <remarks>Change the spec, so that it names the version that should serve; that ends the undo.</remarks>
    public const string Overridden = "Overridden";

    /// <summary>What serves was retired; it serves on until another revision does.</summary>
    /// <remarks>Name another version in the rollouts that serve it.</remarks>
    public const string InUse = "InUse";

    /// <summary>What serves, or what a trial would go back to, was withdrawn; the trial goes on, because it is the way out.</summary>
    /// <remarks>Let the trial go on, or name another version: there is no good one to go back to.</remarks>
    public const string StableWithdrawn = "StableWithdrawn";

    /// <summary>What serves was withdrawn, and there is no safe revision to go to.</summary>
    /// <remarks>Name another version: what serves was withdrawn, and no earlier revision is safe.</remarks>
    public const string NoSafeRevision = "NoSafeRevision";

    /// <summary>The first version failed, and there is nothing to return to.</summary>
    /// <remarks>Mend what failed and retry, or name another version.</remarks>
    public const string NoFallback = "NoFallback";

    /// <summary>A field of the spec breaks a rule, or only a newer operator knows it.</summary>
    /// <remarks>Change the field that the message names, or update the operator; <c>kubectl modelsync lint</c> judges a manifest before it is applied.</remarks>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>A field of the spec is one that this build does not act on.</summary>
    /// <remarks>Take out the field that the message names, or install a ModelSync that knows it.</remarks>
    public const string UnsupportedField = "UnsupportedField";

    /// <summary>The API server refuses the objects that the template makes.</summary>
    /// <remarks>Change spec.template: the message has the API server's own words.</remarks>
    public const string InvalidTemplate = "InvalidTemplate";

    /// <summary>An object of that name belongs to somebody else.</summary>
    /// <remarks>Rename the rollout, or delete the object that the message names. A Service to take over needs the annotation modelsync.io/adopt.</remarks>
    public const string NameConflict = "NameConflict";

    /// <summary>Somebody else writes the same fields again and again.</summary>
    /// <remarks>Find who else writes the field that the message names, in the object's managedFields, and let one of the two go.</remarks>
    public const string FieldContention = "FieldContention";

    /// <summary>The adopted rule of a route sends traffic to somebody else's backend.</summary>
    /// <remarks>Take the other backend out of the rule, or set its weight to 0.</remarks>
    public const string ForeignBackend = "ForeignBackend";

    /// <summary>Another rollout has adopted the same rule of a route.</summary>
    /// <remarks>Give each rollout a rule of its own, with the Service of the rollout in it once.</remarks>
    public const string AdoptConflict = "AdoptConflict";

    /// <summary>A cluster is not the one that it was.</summary>
    /// <remarks>Check the kubeconfig of the ModelCluster: nothing is written to a cluster that is another one than before.</remarks>
    public const string IdentityMismatch = "IdentityMismatch";

    /// <summary>The spec still names a revision that failed.</summary>
    /// <remarks>Mend what failed and retry, or name another version.</remarks>
    public const string RolledBack = "RolledBack";

    /// <summary>Traffic is going back.</summary>
    public const string InProgress = "InProgress";

    /// <summary>Traffic is going back, but a cluster that has to does not answer.</summary>
    /// <remarks>Bring the connection to the clusters that the message names back: the return there is the first write.</remarks>
    public const string PendingClusters = "PendingClusters";

    /// <summary>The spec's strategy, gates, deadlines, onFailure or traffic changed during a trial.</summary>
    /// <remarks>Nothing, if the trial is to end as it began; retry takes the new plan.</remarks>
    public const string PlanChanged = "PlanChanged";
}
