using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 15: the placement is followed as it is at each moment. Only clusters that it does not select are left, and at rest nothing is left in them; a
/// wave is only opened when those before it are through, and never moves more clusters at once than it may.
/// </summary>
internal sealed class PlacementIsFollowed() : Invariant(AllInvariants.Placement)
{
    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        var isLeaving = effect.Action is RemoveTraffic or ReleaseObjects;
        if (isLeaving && effect.Decided.Snapshot.Rollout.Metadata.DeletionTimestamp is null && Seen(effect.Decided, effect.Action.Cluster) is { IsSelected: true })
        {
            Break($"{effect.Action.GetType().Name} in {effect.Action.Cluster}, which the placement selects");
        }
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (decided.Snapshot.Rollout.Spec?.Placement is not { } placement || after.Status is not { Candidate: { Stage: not CandidateStage.Returning } candidate } now
            || before.Status is not { } old || old.Candidate?.Epoch != candidate.Epoch)
        {
            return;
        }

        var parts = now.Clusters ?? [];
        var begun = parts.Where(part => part.Stage == ClusterStage.Progressing && !HasBegun(old.Clusters?.FirstOrDefault(each => Same(each.Name, part.Name)))).ToList();
        if (begun.Count == 0)
        {
            return;
        }

        CheckRoom(placement, now, parts);
        foreach (var part in begun)
        {
            CheckOrder(decided, placement, old, part);
        }
    }

    /// <inheritdoc />
    public override void CameToRest(Rest rest)
    {
        if (Sim.Hub.Rollout.Value is not { Metadata.DeletionTimestamp: null, Spec: { Placement: { } placement } spec, Status: { } status })
        {
            return;
        }

        var selected = Sim.Members.Where(member => Selection.Takes(placement, member.Name, member.Labels.Value)).ToList();
        foreach (var member in Sim.Members.Except(selected))
        {
            if (selected.Count > 0 && (member.Route.Value is { IsOwned: true } || member.Deployments.Value.Any(each => each.IsOwned)))
            {
                Break($"at rest {member.Name} is not selected, but still holds objects");
            }
        }

        foreach (var member in rest == Rest.Healthy ? selected : [])
        {
            var serving = status.Clusters?.FirstOrDefault(part => Same(part.Name, member.Name.Value))?.Serving ?? status.Stable?.Revision;
            if (member.Route.Value is null || (member.Find(serving)?.Replicas ?? 0) != (spec.Replicas ?? 1))
            {
                Break($"at rest {member.Name} is selected, but does not serve {VersionName.Short(serving)} with {spec.Replicas} replicas");
            }
        }
    }

    private void CheckRoom(PlacementSpec placement, ModelRolloutStatus now, IReadOnlyList<ClusterRolloutStatus> parts)
    {
        var wave = placement.Waves?.FirstOrDefault(wave => Same(wave.Name, now.Wave?.Name));
        var moving = parts.Count(part => part.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Returning);
        if (wave is { MaxConcurrency: { } most } && moving > most)
        {
            Break($"wave {wave.Name} moves {moving} clusters at once, and may move {most}");
        }
    }

    // A cluster that comes late joins the wave that is under way: only who opens a wave needs those before it.
    private void CheckOrder(Decided decided, PlacementSpec placement, ModelRolloutStatus before, ClusterRolloutStatus part)
    {
        var waves = placement.Waves ?? [];
        var own = IndexOf(decided, waves, part, before);
        var others = decided.Snapshot.Clusters.Where(seen => seen.IsSelected && !Same(seen.Name.Value, part.Name)).ToList();
        var isOpen = others.Exists(seen => Find(before, seen) is { } other && HasBegun(other) && IndexOf(decided, waves, other, before) >= own);
        foreach (var seen in isOpen ? [] : others)
        {
            var other = Find(before, seen) ?? new ClusterRolloutStatus { Name = seen.Name.Value };
            var isThrough = other is { Stage: ClusterStage.Promoted or ClusterStage.Returned } or { Failure: not null } || Same(other.Serving ?? before.Stable?.Revision, before.Candidate?.Revision)
                || (placement.SkipUnreachable == true && seen.Reachability != Reachability.Reachable);
            var place = IndexOf(decided, waves, other, before);
            var isLate = others.Exists(third => Find(before, third) is { } known && HasBegun(known) && IndexOf(decided, waves, known, before) >= place);
            if (!isThrough && !isLate && place < own)
            {
                Break($"{part.Name} of wave {own} begins, but {other.Name} of wave {place} is {other.Stage}");
            }
        }
    }

    private static int IndexOf(Decided decided, IReadOnlyList<WaveSpec> waves, ClusterRolloutStatus part, ModelRolloutStatus before)
    {
        var recorded = before.Clusters?.FirstOrDefault(each => Same(each.Name, part.Name));
        var labels = decided.Snapshot.Clusters.FirstOrDefault(seen => Same(seen.Name.Value, part.Name))?.Labels ?? StringMap.Empty;
        var named = HasBegun(recorded) ? Index(waves, wave => Same(wave.Name, recorded!.Wave)) : waves.Count;
        return named < waves.Count ? named : Index(waves, wave => wave.Selector is null || LabelQuery.From(wave.Selector).Matches(labels));
    }

    private static int Index(IReadOnlyList<WaveSpec> waves, Func<WaveSpec, bool> fits)
    {
        for (var i = 0; i < waves.Count; i++)
        {
            if (fits(waves[i]))
            {
                return i;
            }
        }

        return waves.Count;
    }

    private static ClusterRolloutStatus? Find(ModelRolloutStatus status, ClusterObservation seen) => status.Clusters?.FirstOrDefault(part => Same(part.Name, seen.Name.Value));

    private static bool HasBegun(ClusterRolloutStatus? part) => part?.Stage is not (null or ClusterStage.Steady or ClusterStage.Waiting);
}
