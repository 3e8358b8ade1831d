using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Status;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>What holds for any snapshot, however little sense it makes.</summary>
public sealed class RolloutPlannerProperties
{
    public static class Snapshots
    {
        public static Arbitrary<RolloutSnapshot> Any() => Arb.From(RandomSnapshots.Any());
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Snapshots)], MaxTest = 5000)]
    public Property Decide_is_total_and_says_the_same_twice(RolloutSnapshot snapshot)
    {
        var one = RolloutPlanner.Decide(snapshot, Scene.Noon);
        var other = RolloutPlanner.Decide(snapshot, Scene.Noon);
        return (StatusComparer.AreEqual(one.Status, other.Status) && one.Actions.SequenceEqual(other.Actions) && one.Events.SequenceEqual(other.Events)
            && one.Gates.SequenceEqual(other.Gates) && one.RequeueAfter == other.RequeueAfter).Label("two decisions differ");
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Snapshots)], MaxTest = 5000)]
    public Property No_action_is_for_a_cluster_that_does_not_answer_or_may_not_be_written(RolloutSnapshot snapshot)
    {
        var barred = snapshot.Clusters.Where(static cluster => cluster is not { Reachability: Reachability.Reachable, WritesRefused: null }).Select(static cluster => cluster.Name).ToHashSet();
        var wrong = RolloutPlanner.Decide(snapshot, Scene.Noon).Actions
            .Where(action => barred.Contains(action.Cluster) && action is ApplyRevision or ApplyTraffic or ScaleDownRevision or RemoveRevision or RemoveTraffic or ReleaseObjects or RemoveFormerTraffic).ToList();
        return (wrong.Count == 0).Label(string.Join(", ", wrong));
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Snapshots)], MaxTest = 5000)]
    public Property Weights_and_scales_stay_within_their_bounds(RolloutSnapshot snapshot)
    {
        var decision = RolloutPlanner.Decide(snapshot, Scene.Noon);
        var weights = decision.Actions.OfType<ApplyTraffic>().SelectMany(static action => action.Split.Shares).All(static share => share.Weight is >= 0 and <= 100);
        var told = (decision.Status.Weights ?? []).All(static weight => weight is { Desired: null or (>= 0 and <= 100), Observed: null or (>= 0 and <= 100) });
        var scales = decision.Actions.OfType<ApplyRevision>().All(static action => action.Replicas >= 0) && decision.Actions.OfType<ScaleDownRevision>().All(static action => action.Replicas >= 0);
        return weights.Label("a split").And(told.Label("a weight in the status")).And(scales.Label("a scale"));
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Snapshots)], MaxTest = 5000)]
    public Property The_epoch_never_falls_and_only_rises_when_a_rollout_starts_turns_or_fails(RolloutSnapshot snapshot)
    {
        var before = snapshot.Rollout.Status ?? new ModelRolloutStatus();
        var after = RolloutPlanner.Decide(snapshot, Scene.Noon).Status;
        var rise = (after.Epoch ?? 0) - (before.Epoch ?? 0);
        var hasReason = before.Candidate?.Revision != after.Candidate?.Revision || before.Candidate?.Stage != after.Candidate?.Stage || before.Candidate?.Reason != after.Candidate?.Reason
            || before.Failed != after.Failed || before.Stable != after.Stable || before.History?.Count != after.History?.Count;
        return (rise == 0 || (rise > 0 && hasReason)).Label($"the epoch rose by {rise}: {before.Candidate} to {after.Candidate}");
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Snapshots)], MaxTest = 2000)]
    public Property What_is_to_be_looked_at_again_is_never_in_the_past(RolloutSnapshot snapshot) =>
        (RolloutPlanner.Decide(snapshot, Scene.Noon).RequeueAfter is not { } after || after >= TimeSpan.Zero).Label("a negative wait");
}
