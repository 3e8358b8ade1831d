using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 1: the weights of a cluster are 100 in sum from the first available revision on, and no write raises a revision above what its ready endpoints
/// in that snapshot carry. Who takes over from a dead one, and stable after abortMaxSeconds, need only one ready endpoint.
/// </summary>
internal sealed class WeightFollowsReadiness() : Invariant(1)
{
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
        }
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect is not { Action: ApplyTraffic action, Decided: var decided } || Seen(decided, action.Cluster) is not { } seen)
        {
            return;
        }

        // A route that somebody deleted comes back with the weights that it had: that raises nobody.
        // Behind a wide selector the shares are those of the ready pods, whatever was written.
        var before = seen.Traffic is not { } traffic ? Recorded(decided, action) : traffic is { Selector.IsWide: true, Observed.IsEmpty: false } ? traffic.Observed : traffic.Written;
        foreach (var share in action.Split.Shares)
        {
            if (share.Weight > before.Of(share.Revision) && !MayRise(decided, seen, before, action, share))
            {
                Break($"{VersionName.Short(share.Revision)} rises from {before.Of(share.Revision)} to {share.Weight} in {action.Cluster} with "
                    + $"{Ready(seen, share.Revision)} ready endpoints of {Replicas(decided)}: {before} becomes {action.Split}");
            }
        }
    }

    private static TrafficSplit Recorded(Decided decided, ApplyTraffic action)
    {
        var weights = decided.Snapshot.Rollout.Status?.Clusters?.FirstOrDefault(part => Same(part.Name, action.Cluster.Value))?.Weights ?? [];
        return weights.Sum(weight => weight.Desired ?? 0) == 100
            ? TrafficSplit.Of([.. weights.Select(weight => new RevisionWeight(weight.Revision!, weight.Desired ?? 0))])
            : TrafficSplit.Empty;
    }

    private bool MayRise(Decided decided, ClusterObservation seen, TrafficSplit before, ApplyTraffic action, RevisionWeight share)
    {
        var ready = Ready(seen, share.Revision);
        if (ready >= Needs(share.Weight, Replicas(decided)) || (decided.IsService && IsWideEnough(decided, seen, action)))
        {
            return true;
        }

        var losers = before.Shares.Where(loser => loser.Weight > action.Split.Of(loser.Revision));
        return ready > 0 && (losers.All(loser => Ready(seen, loser.Revision) == 0) || HasWaitedEnough(decided, action, share));
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
