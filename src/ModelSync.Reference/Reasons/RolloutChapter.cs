using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;

namespace ModelSync.Reference.Reasons;

/// <summary>The reasons of ModelRollout.</summary>
internal static class RolloutChapter
{
    private const string Cluster = "status.clusters";
    private const string Pause = "status.pause";

    private static readonly string[] Moving = ["Ready Unknown", "Reconciling True"];
    private static readonly string[] Waiting = [.. Moving, Cluster];
    private static readonly string[] Paused = ["Ready Unknown", "Paused True", Pause];
    private static readonly string[] Objection = ["Ready False", "Ready Unknown", "Paused True", Cluster];
    private static readonly string[] Failing = ["Ready False", "Stalled True", "RolledBack True", Cluster];
    private static readonly string[] Wished = ["Ready False", "Reconciling True"];
    private static readonly string[] Stuck = ["Ready False", "Stalled True"];

    public static ReasonChapter Write() => new()
    {
        Title = "ModelRollout",
        Words = "Ready and Available are always there. Each of the others is there only while it has something to say, so that a missing one means False. Reconciling and Stalled are never both there. Below, `status.clusters` stands for `status.clusters[].reason`, and `status.pause` for `status.pause.reason`.",
        Phases = typeof(RolloutPhase),
        Kstatus = Enum.GetNames<RolloutPhase>().ToDictionary(static phase => phase, KstatusOf, StringComparer.Ordinal),
        Types = typeof(ConditionTypes),
        Sources = [typeof(ConditionReasons), typeof(ObstacleReasons), typeof(ReturnReason), typeof(PauseReason), typeof(FleetReasons), typeof(RolloutOutcome)],
        Groups = [Serving(), OnTheWay(), Standing(), Blocked(), GoingBack(), NeedsSomebody(), Objects(), Placement()],
    };

    private static string KstatusOf(string phase) => phase switch
    {
        nameof(RolloutPhase.Healthy) => "Current",
        nameof(RolloutPhase.RolledBack) => "Failed",
        nameof(RolloutPhase.RollingBack) => "Failed; InProgress after a revert or a new target",
        nameof(RolloutPhase.Degraded) => "Failed where it is Stalled, else InProgress",
        _ => "InProgress",
    };

    private static ReasonGroup Serving() => new("What serves", "",
    [
        new(ConditionReasons.Serving, "Ready True"),
        new(ConditionReasons.ScaledToZero, "Ready True", "Ready Unknown", "Available True", Cluster),
        new(ConditionReasons.EndpointsReady, "Available True"),
        new(ConditionReasons.EndpointsMissing, "Available False", "Ready False"),
        new(ConditionReasons.NothingServes, "Available False"),
        new(ConditionReasons.RouteNotInForce, "Available False", "Ready False", Cluster),
        new(nameof(RolloutOutcome.BakedInconclusive), Cluster),
    ]);

    private static ReasonGroup OnTheWay() => new("On the way", "It goes on by itself.",
    [
        new(ConditionReasons.Pending, Moving),
        new(ConditionReasons.CheckingTemplate, Moving),
        new(ConditionReasons.TrafficTypeChanging, Moving),
        new(ConditionReasons.WaitingForBake, Moving),
        new(ConditionReasons.Recording, Waiting),
        new(ConditionReasons.Progressing, Moving),
        new(nameof(PauseReason.PauseStep), [.. Moving, Pause]),
        new(ConditionReasons.Promoting, Moving),
        new(ConditionReasons.Baking, Moving),
        new(ConditionReasons.Converging, Moving),
        new(ConditionReasons.WaitingForCapacity, Waiting),
        new(ConditionReasons.WaitingForPods, Waiting),
        new(ConditionReasons.WaitingForTraffic, Waiting),
        new(ConditionReasons.WaitingForGate, Waiting),
        new(ConditionReasons.Masked, Waiting),
        new(ConditionReasons.Held, Waiting),
        new(ConditionReasons.GateError, Waiting),
        new(ConditionReasons.PlanChanged, "PlanPending True"),
        new(ConditionReasons.Deleting, "Ready False", "Reconciling True", "Available False"),
    ]);

    private static ReasonGroup Standing() => new("It stands still", "Until somebody or something outside acts.",
    [
        new(nameof(PauseReason.AwaitingPromotion), Paused),
        new(nameof(PauseReason.SpecPaused), [.. Paused, Cluster]),
        new(ConditionReasons.AwaitingReplicas, "Ready Unknown", "Paused True"),
        new(nameof(PauseReason.InconclusiveGate), [.. Paused, Cluster]),
        new(nameof(PauseReason.FailedCheck), [.. Paused, Cluster]),
        new(nameof(PauseReason.Policy), Pause),
        new(nameof(PauseReason.WritesRefused), Pause),
        new(ConditionReasons.FieldContention, [.. Paused, Cluster]),
    ]);

    private static ReasonGroup Blocked() => new(
        "It cannot start or rise",
        "Ready is False before a trial starts, and Unknown while one is under way. Of a version that is not ready, Ready has the [version's own reason](#modelversion).",
    [
        new(ConditionReasons.VersionNotFound, "Ready False", "Ready Unknown"),
        new(ConditionReasons.VersionNotReady, "Ready False", "Ready Unknown", "Reconciling True"),
        new(ConditionReasons.VersionQuarantined, "Ready False"),
        new(ConditionReasons.VersionRetired, "Ready False"),
        new(ConditionReasons.EnvironmentMismatch, "Ready False", Cluster),
        new(ConditionReasons.TargetNotAllowed, "Ready False", Cluster),
        new(ConditionReasons.AwaitingApproval, [.. Objection, "AwaitingApproval True", Pause]),
        new(ConditionReasons.Frozen, Objection),
        new(ConditionReasons.PolicyViolated, Objection),
        new(ConditionReasons.PolicyNotEnforceable, Objection),
        new(ConditionReasons.VersionDenied, Objection),
    ]);

    private static ReasonGroup GoingBack() => new(
        "Traffic goes back, or is back",
        "The reasons with Stalled stand in Ready while traffic goes back, and in RolledBack when it is; they are in `status.candidate.reason` and `status.failed.reason`, too.",
    [
        new(nameof(ReturnReason.GateFailed), Failing),
        new(nameof(ReturnReason.ProgressDeadlineExceeded), Failing),
        new(nameof(ReturnReason.PodsFailed), Failing),
        new(nameof(ReturnReason.Aborted), Failing),
        new(nameof(ReturnReason.Quarantined), Failing),
        new(nameof(ReturnReason.Denied), Failing),
        new(nameof(ReturnReason.Reverted), Wished),
        new(nameof(ReturnReason.Superseded), Wished),
        new(ConditionReasons.InProgress, "RolledBack False"),
    ]);

    private static ReasonGroup NeedsSomebody() => new("Only a person or a new spec can mend it", "",
    [
        new(ConditionReasons.RolledBack, [.. Stuck, "RolledBack True"]),
        new(ConditionReasons.NoFallback, [.. Stuck, Cluster]),
        new(ConditionReasons.NoSafeRevision, Stuck),
        new(ConditionReasons.InvalidSpec, [.. Stuck, Cluster]),
        new(ConditionReasons.UnsupportedField, [.. Stuck, Cluster]),
        new(ConditionReasons.InvalidTemplate, [.. Stuck, Cluster]),
        new(ConditionReasons.Overridden, "Ready False"),
        new(ConditionReasons.StableWithdrawn, "Ready False"),
        new(ConditionReasons.EvictionQueued, "Ready False"),
    ]);

    private static ReasonGroup Objects() => new(
        "What stands in the way of its objects",
        "In `status.clusters[].reason`, with the object, the value and the remedy in `message`; in Ready where nothing is on trial. All are tried again by themselves.",
    [
        new(ConditionReasons.NameConflict, Waiting),
        new(ConditionReasons.ForeignBackend, Waiting),
        new(ConditionReasons.AdoptConflict, Waiting),
        new(ObstacleReasons.WriteRefused, Waiting),
        new(ObstacleReasons.WriteFailed, Waiting),
        new(ObstacleReasons.RouteKindMissing, Waiting),
        new(ObstacleReasons.RouteKindUnknown, Waiting),
        new(ObstacleReasons.RouteNotFound, Waiting),
        new(ObstacleReasons.RuleNotFound, Waiting),
        new(ObstacleReasons.RecordMissing, Waiting),
        new(ObstacleReasons.RecordUnreadable, Waiting),
        new(ObstacleReasons.NotResolved, Waiting),
        new(ObstacleReasons.UnsupportedDelivery, Waiting),
    ]);

    private static ReasonGroup Placement() => new(
        "Many clusters",
        "Decided already, and met in the simulation; the operator does not act on `spec.placement` yet, and says UnsupportedField.",
    [
        new(FleetReasons.NoTargets, [.. Waiting, "Ready False", "Available False"]),
        new(FleetReasons.InvalidPlacement, Waiting),
        new(FleetReasons.NotSelected, Cluster),
        new(FleetReasons.WaitingForWave, Cluster),
        new(FleetReasons.WaitingForTurn, Cluster),
        new(FleetReasons.Soaking, Waiting),
        new(FleetReasons.ClusterUnreachable, [.. Paused, "Reconciling True", Cluster]),
        new(FleetReasons.ClusterFailed, [.. Stuck, Cluster]),
        new(FleetReasons.MaxFailuresExceeded, Failing),
        new(nameof(ReturnReason.ClusterLost), Failing),
        new(FleetReasons.Returning, Cluster),
        new(FleetReasons.ReturningLaterWaves, Cluster),
        new(FleetReasons.PendingClusters, [.. Waiting, "RolledBack False"]),
    ]);
}
