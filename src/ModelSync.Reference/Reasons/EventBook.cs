using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Placement;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Versions;

namespace ModelSync.Reference.Reasons;

/// <summary>The Events that are told.</summary>
internal static class EventBook
{
    /// <summary>Where the Events of rollouts are documented: the first that has one counts.</summary>
    public static IReadOnlyList<Type> Sources { get; } =
        [typeof(RolloutEventReasons), typeof(RolloutOutcome), typeof(ConditionReasons), typeof(ObstacleReasons), typeof(FleetReasons)];

    /// <summary>The Events of a trial, from its start to its end.</summary>
    public static IReadOnlyList<EventUse> OfTrials { get; } =
    [
        EventUse.Normal(RolloutEventReasons.RolloutStarted),
        EventUse.Normal(RolloutEventReasons.StepCompleted),
        EventUse.Either(RolloutEventReasons.RolloutPaused),
        EventUse.Normal(RolloutEventReasons.Promoting),
        EventUse.Normal(RolloutEventReasons.Baking),
        EventUse.Warning(nameof(RolloutOutcome.BakedInconclusive)),
        EventUse.Either(RolloutEventReasons.RolloutCompleted),
        EventUse.Either(RolloutEventReasons.RollbackStarted),
        EventUse.Either(RolloutEventReasons.CandidateGivenUp),
        EventUse.Normal(nameof(RolloutOutcome.RolledBack)),
        EventUse.Normal(nameof(RolloutOutcome.Aborted)),
        EventUse.Normal(nameof(RolloutOutcome.Reverted)),
        EventUse.Normal(nameof(RolloutOutcome.Superseded)),
        EventUse.Normal(nameof(RolloutOutcome.Quarantined)),
        EventUse.Normal(nameof(RolloutOutcome.Denied)),
        EventUse.Normal(RolloutEventReasons.RetryRequested),
        EventUse.Normal(RolloutEventReasons.OverrideEnded),
        EventUse.Warning(RolloutEventReasons.UnprovenStable),
        EventUse.Warning(RolloutEventReasons.Evicting),
        EventUse.Warning(RolloutEventReasons.ReturnTargetChanged),
        EventUse.Either(RolloutEventReasons.WaveStarted),
        EventUse.Normal(RolloutEventReasons.WaveApproved),
        EventUse.Warning(RolloutEventReasons.ClusterFailed),
    ];

    /// <summary>The Events about verbs.</summary>
    public static IReadOnlyList<EventUse> OfVerbs { get; } =
    [
        EventUse.Normal(RolloutEventReasons.ActionDone),
        EventUse.Warning(RolloutEventReasons.ActionStale),
        EventUse.Warning(RolloutEventReasons.ActionNotApplicable),
        EventUse.Warning(RolloutEventReasons.ActionRefused),
        EventUse.Warning(RolloutEventReasons.InvalidAction),
    ];

    /// <summary>The Events about what stands in a rollout's way, told when it begins to.</summary>
    public static IReadOnlyList<EventUse> OfObstacles { get; } =
    [
        EventUse.Normal(ConditionReasons.VersionNotReady),
        EventUse.Normal(ConditionReasons.AwaitingApproval),
        EventUse.Normal(ConditionReasons.Frozen),
        .. Warnings(
            ConditionReasons.VersionNotFound,
            ConditionReasons.VersionQuarantined,
            ConditionReasons.VersionRetired,
            ConditionReasons.VersionDenied,
            ConditionReasons.EnvironmentMismatch,
            ConditionReasons.TargetNotAllowed,
            ConditionReasons.PolicyViolated,
            ConditionReasons.PolicyNotEnforceable,
            ConditionReasons.InvalidSpec,
            ConditionReasons.UnsupportedField,
            ConditionReasons.InvalidTemplate,
            ConditionReasons.GateError,
            ConditionReasons.Masked),
        EventUse.Normal(RolloutEventReasons.Unmasked),
        .. Warnings(
            ConditionReasons.EndpointsMissing,
            ConditionReasons.RouteNotInForce,
            ConditionReasons.NoFallback,
            ConditionReasons.NoSafeRevision,
            ConditionReasons.StableWithdrawn,
            ConditionReasons.EvictionQueued,
            ConditionReasons.NameConflict,
            ConditionReasons.FieldContention,
            ConditionReasons.ForeignBackend,
            ConditionReasons.AdoptConflict,
            ObstacleReasons.WriteRefused,
            ObstacleReasons.WriteFailed,
            ObstacleReasons.StatusRefused,
            ObstacleReasons.RouteKindMissing,
            ObstacleReasons.RouteKindUnknown,
            ObstacleReasons.RouteNotFound,
            ObstacleReasons.RuleNotFound,
            ObstacleReasons.RecordMissing,
            ObstacleReasons.RecordUnreadable,
            ObstacleReasons.NotResolved,
            ObstacleReasons.UnsupportedDelivery,
            ConditionReasons.NoTargets,
            ConditionReasons.ClusterUnreachable,
            FleetReasons.InvalidPlacement),
    ];

    /// <summary>All Events of rollouts.</summary>
    public static IReadOnlyList<EventUse> Rollouts { get; } = [.. OfTrials, .. OfVerbs, .. OfObstacles];

    /// <summary>The Events of versions: asked of the code that tells them, for each place where a reason stands.</summary>
    public static IEnumerable<(EventUse Event, ReasonUse Use)> OfVersions()
    {
        foreach (var use in VersionChapter.Write().Uses)
        {
            EventType[] types = [.. use.Places.Select(place => TypeOf(use.Reason, place.Split(' '))).OfType<EventType>().Distinct()];
            if (types.Length > 0)
            {
                yield return (new EventUse(use.Reason, types.Contains(EventType.Normal), types.Contains(EventType.Warning)), use);
            }
        }
    }

    private static EventType? TypeOf(string reason, string[] place)
    {
        var condition = new Condition { Type = place[0], Status = place[1], Reason = reason };
        return VersionEvents.Between(null, new ModelVersionStatus { Conditions = [condition] }) is [var told] ? told.Type : null;
    }

    private static IEnumerable<EventUse> Warnings(params string[] reasons) => reasons.Select(EventUse.Warning);
}
