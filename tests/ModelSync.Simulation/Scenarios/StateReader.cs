using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Reads from a rollout in which state it is, and whether it may stay there.</summary>
internal static class StateReader
{
    /// <summary>The state.</summary>
    public static WorldState Of(ModelRollout? rollout) => rollout switch
    {
        null or { Metadata.DeletionTimestamp: not null } => WorldState.Deleting,
        { Status.Phase: { } phase } => (WorldState)(int)phase,
        _ => WorldState.Pending,
    };

    /// <summary>How a world that is quiet came to rest.</summary>
    public static Rest RestOf(ModelRollout? rollout)
    {
        if (rollout is null)
        {
            return Rest.Gone;
        }

        var status = rollout.Status;
        return Of(rollout) switch
        {
            WorldState.Healthy => Rest.Healthy,
            WorldState.RolledBack => Rest.RolledBack,
            WorldState.Paused when WaitsForAPerson(rollout) => Rest.WaitsForAPerson,
            not WorldState.Deleting when rollout.Spec?.Replicas == 0 && IsExplained(status) => Rest.WaitsForAPerson,
            WorldState.Blocked or WorldState.Pending when IsExplained(status) => Rest.Blocked,
            WorldState.Degraded when (WaitsForAPerson(rollout) || status?.Candidate is { Stage: not CandidateStage.Returning }) && IsExplained(status) => Rest.WaitsForAPerson,
            WorldState.Degraded when IsExplained(status) => Rest.Degraded,
            WorldState.Progressing when status?.Candidate is null && IsExplained(status) => Rest.Degraded,
            _ => Rest.Restless,
        };
    }

    private static bool WaitsForAPerson(ModelRollout rollout) => rollout.Spec?.Paused == true || rollout.Status?.Pause is
    {
        Reason: PauseReason.AwaitingPromotion or PauseReason.SpecPaused or PauseReason.InconclusiveGate or PauseReason.FailedCheck or PauseReason.AwaitingApproval
            or PauseReason.Policy,
        Message.Length: > 0,
    } || IsHalted(rollout.Status);

    // Clusters that keep the candidate go on measuring it.
    private static bool IsHalted(ModelRolloutStatus? status) =>
        status?.Conditions?.Any(condition => condition is { Type: "Stalled", Status: "True", Reason: FleetReasons.MaxFailuresExceeded }) ?? false;

    private static bool IsExplained(ModelRolloutStatus? status) =>
        status?.Conditions?.Any(condition => condition is { Type: "Ready", Reason.Length: > 0, Message.Length: > 0 }) ?? false;
}
