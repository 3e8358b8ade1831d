using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 1: the weights of a cluster are 100 in sum from the first available revision on, and no write raises a revision above what its ready endpoints
/// in that snapshot carry. Who takes over from a dead one, and stable after abortMaxSeconds, need only one ready endpoint.
/// </summary>
internal sealed class WeightFollowsReadiness() : Invariant(1)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Dictionary<ClusterName, TrafficSplit> _written = [];

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        foreach (var part in after.Status?.Clusters ?? [])
        {
            var sum = part.Weights?.Sum(weight => weight.Desired ?? 0) ?? 0;
            if (sum != 100 && part.Weights is { Count: > 0 })
            {
                Break($"the desired weights in {part.Name} are {sum} in sum: {string.Join(", ", part.Weights.Select(weight => $"{VersionName.Short(weight.Revision)} {weight.Desired}"))}");
            }

            if (before.Status?.Clusters?.FirstOrDefault(each => Same(each.Name, part.Name)) is { } former)
            {
                CheckPatience(decided, former, part);
            }
        }
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect is not { Action: ApplyTraffic action, Decided: var decided } || Seen(decided, action.Cluster) is not { } seen)
        {
            return;
        }

        // A route that somebody deleted comes back with the weights that it had, those that were really written: that raises nobody.
        // Behind a wide selector the shares are those of the ready pods, whatever was written.
        // One of another type takes over what the former has, the entry Service too, also where somebody else wrote that.
        var before = seen.Traffic is not { } traffic ? effect.FormerBefore ?? _written.GetValueOrDefault(action.Cluster, TrafficSplit.Empty)
            : traffic is { Selector.IsWide: true, Observed.IsEmpty: false } ? traffic.Observed : traffic.Written;
        foreach (var share in action.Split.Shares)
        {
            if (share.Weight > before.Of(share.Revision) && !MayRise(decided, seen, before, action, share))
            {
                Break($"{VersionName.Short(share.Revision)} rises from {before.Of(share.Revision)} to {share.Weight} in {action.Cluster} with "
                    + $"{Ready(seen, share.Revision)} ready endpoints of {Replicas(decided)}: {before} becomes {action.Split}");
            }
        }

        _written[action.Cluster] = action.Split;
    }

    // What is not ready keeps its weight for 5 s, and what is ready is not masked at all. On the way back there is no patience with what leaves.
    private void CheckPatience(Decided decided, ClusterRolloutStatus former, ClusterRolloutStatus part)
    {
        foreach (var weight in part.Weights ?? [])
        {
            var isMasked = weight is { Desired: 0, Masked: > 0 } && former.Weights?.FirstOrDefault(each => Same(each.Revision, weight.Revision)) is { Desired: > 0, Masked: null };
            var leaves = part.Stage == ClusterStage.Returning && !Same(weight.Revision, part.Serving ?? decided.Decision.Status.Stable?.Revision);
            if (isMasked && !leaves && TakesWeight(decided, part, weight.Revision!)
                && Seen(decided, new ClusterName(part.Name!))?.Find(weight.Revision!) is { Replicas: > 0 } found && (found.ReadyEndpoints > 0 || found.NotReadyFor < Patience))
            {
                Break($"{VersionName.Short(weight.Revision)} is masked in {part.Name} with {found.ReadyEndpoints} ready endpoints, not ready for {found.NotReadyFor?.TotalSeconds} s");
            }
        }
    }

    // What has nothing in force is not given anything back before it is ready; and behind a wide selector it gets nothing anyway, without a write.
    private static bool TakesWeight(Decided decided, ClusterRolloutStatus part, string revision) =>
        decided.Decision.Actions.OfType<ApplyTraffic>().FirstOrDefault(action => Same(action.Cluster.Value, part.Name)) is { } action && action.Split.Of(revision) == 0
        && Seen(decided, action.Cluster)?.Traffic?.Written.Of(revision) > 0;

    private bool MayRise(Decided decided, ClusterObservation seen, TrafficSplit before, ApplyTraffic action, RevisionWeight share)
    {
        var ready = Ready(seen, share.Revision);
        if (ready >= Needs(share.Weight, Replicas(decided)) || (decided.IsService && IsWideEnough(decided, seen, action)))
        {
            return true;
        }

        if (!before.IsEmpty && seen.Revisions.All(found => found.ReadyEndpoints == 0))
        {
            // Nothing answers, and any other split would be as bad.
            return true;
        }

        var losers = before.Shares.Where(loser => loser.Weight > action.Split.Of(loser.Revision)).ToList();
        return ready > 0 && ((losers.Count > 0 && losers.TrueForAll(loser => Ready(seen, loser.Revision) == 0)) || HasWaitedEnough(decided, action, share));
    }

    // Behind a wide selector all pods share alike: with as many as a revision with all traffic has, none has more to do than then.
    private static bool IsWideEnough(Decided decided, ClusterObservation seen, ApplyTraffic action)
    {
        var ready = action.Split.Shares.Select(share => Ready(seen, share.Revision)).ToList();
        return action.Selector.IsWide && ready.TrueForAll(count => count > 0) && ready.Sum() >= Replicas(decided);
    }

    private static bool HasWaitedEnough(Decided decided, ApplyTraffic action, RevisionWeight share)
    {
        var part = decided.Decision.Status.Clusters?.FirstOrDefault(part => Same(part.Name, action.Cluster.Value));
        var timer = RolloutTimers.Return(part);
        var most = decided.Snapshot.Records.FirstOrDefault(record => Same(record.Revision, decided.Decision.Status.Candidate?.Revision))?.Plan.Strategy.AbortMaxSeconds ?? 60;
        return Same(share.Revision, decided.Decision.Status.Stable?.Revision) && timer is { } started && decided.Snapshot.Elapsed.Of(started) >= TimeSpan.FromSeconds(most);
    }
}
