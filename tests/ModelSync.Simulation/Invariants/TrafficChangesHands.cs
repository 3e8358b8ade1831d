using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 14: after a change of traffic.type the former route goes only when the new one is in force with all traffic at stable, so that there is always
/// one that serves; a trial keeps the type that it began with; and at rest nothing of the former is left.
/// </summary>
internal sealed class TrafficChangesHands() : Invariant(AllInvariants.ChangesHands)
{
    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect is { Action: RemoveFormerTraffic, Member: { } member })
        {
            CheckTakesOver(effect, member);
        }
        else if (effect is { Action: ApplyTraffic, Decided: var decided } && IsOnTrial(effect) && Sim.Hub.FindRecord(decided.Decision.Status.Candidate?.Revision) is { } record
            && record.Epoch == decided.Decision.Status.Candidate?.Epoch && record.Plan.Traffic.Type != decided.Traffic)
        {
            Break($"the trial of {VersionName.Short(record.Revision)} began with {record.Plan.Traffic.Type}, but {decided.Traffic} is written in {effect.Action.Cluster}");
        }
    }

    /// <inheritdoc />
    public override void CameToRest(Rest rest)
    {
        if (Sim.Hub.Rollout.Value is not { Metadata.DeletionTimestamp: null, Status: { Candidate: null, Stable: not null }, Spec: { } spec })
        {
            return;
        }

        foreach (var member in Sim.Members)
        {
            if (member.Route.Value is { IsOwned: true } route && Selection.Takes(spec.Placement, member.Name, member.Labels.Value) && IsCarried(member, spec))
            {
                CheckIsDone(member, route, spec.Traffic?.Type ?? TrafficType.Service);
            }
        }
    }

    private void CheckTakesOver(Effect effect, Member member)
    {
        if (effect.RouteBefore?.By(effect.Decided.Traffic) is { } looked && member.Route.Value is { } present && (looked.Selector != present.Selector || !looked.Written.Equals(present.Written)))
        {
            // Somebody else wrote between the live look and this write: two objects can't be changed as one.
            return;
        }

        var status = effect.Decided.Decision.Status;
        var serving = Part(effect)?.Serving ?? status.Stable?.Revision;
        if (member.Route.Value?.By(effect.Decided.Traffic) is not { IsAccepted: true } route || (serving is not null && route.InForce.Of(serving) != 100))
        {
            Break($"the former route goes in {member.Name}, but the new one is {member.Route.Value?.InForce.ToString() ?? "not there"} and not {VersionName.Short(serving)} 100");
        }
    }

    private void CheckIsDone(Member member, SimRoute route, TrafficType type)
    {
        if (route.By(type) is null)
        {
            Break($"at rest the spec says {type}, but {route.Type} splits the traffic in {member.Name}");
        }
        else if (route.Beside(type) is [var former, ..])
        {
            Break($"at rest the route of type {former.Type} is still there in {member.Name}, although the spec says {type}");
        }
    }

    // Without its pods stable is no proof that the new route works.
    private bool IsCarried(Member member, ModelRolloutSpec spec)
    {
        var serving = Sim.Status?.Clusters?.FirstOrDefault(part => Same(part.Name, member.Name.Value))?.Serving ?? Sim.Status?.Stable?.Revision;
        return PodCounts.Find(member.Pods.Value, serving ?? string.Empty)?.Available >= (spec.Replicas ?? 1);
    }

    private static bool IsOnTrial(Effect effect) => Part(effect)?.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted;

    private static ClusterRolloutStatus? Part(Effect effect) =>
        effect.Decided.Decision.Status.Clusters?.FirstOrDefault(part => Same(part.Name, effect.Action.Cluster.Value));
}
