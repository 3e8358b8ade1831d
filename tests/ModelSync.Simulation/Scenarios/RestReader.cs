using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>
/// Tells how a world that is quiet came to rest. That the status says why is not enough, for it always says something: where it should go on by itself, what
/// is in the way is looked for in the world.
/// </summary>
internal static class RestReader
{
    /// <summary>How it rests; Restless when it has no reason to.</summary>
    public static Rest Of(ClusterSim sim)
    {
        if (sim.Hub.Rollout.Value is not { } rollout)
        {
            return Rest.Gone;
        }

        var status = rollout.Status;
        return StateReader.Of(rollout) switch
        {
            WorldState.Healthy => Rest.Healthy,
            WorldState.RolledBack => Rest.RolledBack,
            WorldState.Paused when WaitsForAPerson(rollout) => Rest.WaitsForAPerson,
            not WorldState.Deleting when rollout.Spec?.Replicas == 0 && IsHeldEverywhere(status) => Rest.WaitsForAPerson,
            WorldState.Blocked or WorldState.Pending when IsBlocked(status) => Rest.Blocked,
            WorldState.Degraded when IsStalled(status) && (WaitsForAPerson(rollout) || status?.Candidate is { Stage: not CandidateStage.Returning }) => Rest.WaitsForAPerson,
            WorldState.Degraded when IsStalled(status) => Rest.Degraded,
            WorldState.Progressing or WorldState.Degraded when status?.Candidate is null && LacksSomething(sim, rollout) => Rest.Degraded,
            _ when CannotReturn(sim, status) || LacksARefuge(sim, status) => Rest.Degraded,
            _ when LacksClusters(sim, rollout) => Rest.Blocked,
            _ => Rest.Restless,
        };
    }

    private static bool WaitsForAPerson(ModelRollout rollout) => rollout.Spec?.Paused == true || rollout.Status?.Pause is
    {
        Reason: PauseReason.AwaitingPromotion or PauseReason.SpecPaused or PauseReason.InconclusiveGate or PauseReason.FailedCheck or PauseReason.AwaitingApproval
            or PauseReason.Policy or PauseReason.WritesRefused,
        Message.Length: > 0,
    } || IsHalted(rollout.Status);

    // Clusters that keep the candidate go on measuring it.
    private static bool IsHalted(ModelRolloutStatus? status) => Find(status, "Stalled") is { Status: "True", Reason: FleetReasons.MaxFailuresExceeded };

    private static bool IsStalled(ModelRolloutStatus? status) => Find(status, "Stalled") is { Status: "True", Reason.Length: > 0, Message.Length: > 0 };

    // Pending without more is where a rollout is before it is looked at.
    private static bool IsBlocked(ModelRolloutStatus? status) => Find(status, "Ready") is { Status: not "True", Reason: { Length: > 0 } reason, Message.Length: > 0 } && reason is not "Pending";

    // Without pods nothing advances and no way back ends; each cluster under way says that it is held.
    private static bool IsHeldEverywhere(ModelRolloutStatus? status) =>
        (status?.Clusters ?? []).All(part => part.Stage is null or ClusterStage.Steady or ClusterStage.Waiting or ClusterStage.Returned || part.Reason is { Length: > 0 });

    private static bool LacksSomething(ClusterSim sim, ModelRollout rollout) => sim.Members.Any(member => IsSelected(rollout, member) && (
        !member.IsReachable
        || PodCounts.Find(member.Pods.Value, ServedIn(rollout.Status, member) ?? string.Empty) is not { } pods
        || pods.Ready < (rollout.Spec?.Replicas ?? 1)
        || (sim.Leader?.Repairs.Contended(member.Name.Value, sim.Agenda.Now).Any() ?? false)));

    private static bool IsSelected(ModelRollout rollout, Member member) =>
        rollout.Spec?.Placement is not { } placement || Selection.Takes(placement, member.Name, member.Labels.Value);

    // A way back cannot end while stable has no pod that answers; the status says so, and that is all that can be done. Everything else has to end first.
    private static bool CannotReturn(ClusterSim sim, ModelRolloutStatus? status)
    {
        var returning = status?.Clusters?.Where(part => part.Stage == ClusterStage.Returning).ToList() ?? [];
        return returning.Count > 0 && status!.Candidate is not null
            && !status.Clusters!.Any(part => part.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking)
            && returning.TrueForAll(part => sim.Members.FirstOrDefault(member => Same(member.Name.Value, part.Name)) is { Route.Value: not null } member
                && ServedIn(status, member) is { } stable && !member.Workloads.HasReady(stable));
    }

    // The same where traffic leaves a withdrawn version for one whose pods are broken.
    private static bool LacksARefuge(ClusterSim sim, ModelRolloutStatus? status) =>
        status is { Candidate: { Pace: RolloutPace.Return, Revision: { } refuge } } && sim.Members.Any(member => !member.Workloads.HasReady(refuge));

    // A placement or a wave without clusters is never taken for success; the status says that somebody has to mend it.
    private static bool LacksClusters(ClusterSim sim, ModelRollout rollout)
    {
        if (rollout is not { Spec.Placement: { } placement, Status: { Candidate: not null, Clusters: { } parts } status })
        {
            return false;
        }

        return Find(status, "Ready")?.Message?.Contains("selects no", StringComparison.Ordinal) == true
            && (!sim.Members.Any(member => Selection.Takes(placement, member.Name, member.Labels.Value))
                || (placement.Waves?.Any(wave => !parts.Any(part => Same(part.Wave, wave.Name))) ?? false));
    }

    private static string? ServedIn(ModelRolloutStatus? status, Member member) =>
        status?.Clusters?.FirstOrDefault(part => Same(part.Name, member.Name.Value))?.Serving ?? status?.Stable?.Revision;

    private static Kubernetes.Meta.Condition? Find(ModelRolloutStatus? status, string type) => status?.Conditions?.FirstOrDefault(condition => Same(condition.Type, type));

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
