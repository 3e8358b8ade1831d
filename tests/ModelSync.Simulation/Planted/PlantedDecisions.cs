using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Simulation.Planted;

/// <summary>Makes the planted mistakes that can be made around a decision: in what it sees, or in what it says.</summary>
internal static class PlantedDecisions
{
    /// <summary>The decisions with a mistake in them.</summary>
    public static Func<RolloutSnapshot, DateTimeOffset, Decision> Wrap(PlantedBug bug, Func<RolloutSnapshot, DateTimeOffset, Decision> decide) => bug switch
    {
        PlantedBug.WeightBeforeCapacity => (snapshot, now) => decide(AllReady(snapshot), now),
        PlantedBug.ScalesDownEarly => (snapshot, now) => ScaleDownEarly(snapshot, decide(snapshot, now)),
        PlantedBug.StepsBack => (snapshot, now) => decide(AtTheFirstStep(snapshot), now),
        PlantedBug.AbortsSlowly => (snapshot, now) => AbortSlowly(snapshot, decide(snapshot, now)),
        PlantedBug.ThawsThePlan => (snapshot, now) => decide(Thawed(snapshot), now),
        PlantedBug.Chatters => (snapshot, now) => decide(snapshot, now) is var decision ? decision with { Status = decision.Status with { } } : decision,
        PlantedBug.RepairsToTheStart => (snapshot, now) => RepairToTheStart(snapshot, decide(snapshot, now)),
        PlantedBug.RemovesTheFormerAtOnce => (snapshot, now) => RemoveTheFormer(snapshot, decide(snapshot, now)),
        PlantedBug.IgnoresWaves => (snapshot, now) => decide(WithoutWaves(snapshot), now),
        PlantedBug.TrustsTheWallClock => (snapshot, now) => decide(snapshot with { Elapsed = WallTimes(snapshot, now) }, now),
        PlantedBug.CutsTheSoak => (snapshot, now) => decide(snapshot with { Elapsed = LongerSoak(snapshot) }, now),
        _ => decide,
    };

    private static Decision RemoveTheFormer(RolloutSnapshot snapshot, Decision decision) => decision.Status.Candidate is not null ? decision : decision with
    {
        Actions = [.. decision.Actions, .. snapshot.Clusters.Where(cluster => cluster.HasFormerTraffic).Select(cluster => new RemoveFormerTraffic(cluster.Name))],
    };

    private static RolloutSnapshot WithoutWaves(RolloutSnapshot snapshot) => snapshot.Rollout.Spec is not { Placement: { } placement } spec ? snapshot : snapshot with
    {
        Rollout = snapshot.Rollout with { Spec = spec with { Placement = placement with { Waves = null } } },
    };

    private static RolloutSnapshot AllReady(RolloutSnapshot snapshot) => snapshot with
    {
        Clusters = [.. snapshot.Clusters.Select(cluster => cluster with
        {
            Revisions = [.. cluster.Revisions.Select(revision => revision with { ReadyEndpoints = revision.DesiredReplicas, Replicas = revision.DesiredReplicas, NotReadyFor = null })],
        })],
    };

    private static Decision ScaleDownEarly(RolloutSnapshot snapshot, Decision decision)
    {
        if (decision.Status is not { Candidate.Stage: CandidateStage.Progressing, Stable.Revision: { } stable })
        {
            return decision;
        }

        var early = snapshot.Clusters
            .Where(cluster => cluster.Traffic?.Written.Of(stable) is > 0 and < 100 && cluster.Find(stable)?.DesiredReplicas > 0)
            .Select(cluster => new ScaleDownRevision(cluster.Name, stable, 0));
        return decision with { Actions = [.. decision.Actions, .. early] };
    }

    // From the third step on, and in no other snapshot: another object in its place, or the second step taken anew, is a write that changes nothing.
    private static RolloutSnapshot AtTheFirstStep(RolloutSnapshot snapshot)
    {
        var candidate = snapshot.Rollout.Status?.Candidate;
        var isShort = candidate?.Stage == CandidateStage.Progressing
            && snapshot.Rollout.Status!.Clusters?.Any(static part => part.Step > 1) == true
            && snapshot.Clusters.Any(cluster => cluster.Find(candidate.Revision) is { } found && found.ReadyEndpoints < found.DesiredReplicas);
        return !isShort ? snapshot : snapshot with
        {
            Rollout = snapshot.Rollout with
            {
                Status = snapshot.Rollout.Status! with { Clusters = [.. (snapshot.Rollout.Status.Clusters ?? []).Select(part => part.Step > 1 ? part with { Step = 0 } : part)] },
            },
        };
    }

    private static Decision AbortSlowly(RolloutSnapshot snapshot, Decision decision) => decision.Status.Candidate?.Stage != CandidateStage.Returning ? decision : decision with
    {
        Actions = [.. decision.Actions.Select(action => action is ApplyTraffic traffic ? Halved(snapshot, traffic, decision.Status) : action)],
    };

    private static ApplyTraffic Halved(RolloutSnapshot snapshot, ApplyTraffic traffic, ModelRolloutStatus status)
    {
        var (stable, candidate) = (status.Stable?.Revision, status.Candidate?.Revision);
        var present = snapshot.Clusters.First(cluster => cluster.Name == traffic.Cluster).Traffic?.Written.Of(candidate) ?? 0;
        return stable is null || candidate is null || present < 2 ? traffic
            : new ApplyTraffic(traffic.Cluster, TrafficSplit.Between(stable, candidate, present / 2), ServiceSelector.Wide);
    }

    private static RolloutSnapshot Thawed(RolloutSnapshot snapshot) => snapshot.Target is not { } target ? snapshot : snapshot with
    {
        Records = [.. snapshot.Records.Select(record => string.Equals(record.Revision, target.Revision, StringComparison.Ordinal) ? record with { Plan = target.Plan } : record)],
    };

    private static Decision RepairToTheStart(RolloutSnapshot snapshot, Decision decision)
    {
        if (decision.Status is not { Candidate.Stage: not CandidateStage.Returning, Stable.Revision: { } stable })
        {
            return decision;
        }

        return decision with
        {
            Actions = [.. decision.Actions.Select(action => action is ApplyTraffic traffic && IsRepair(snapshot, traffic)
                ? new ApplyTraffic(traffic.Cluster, TrafficSplit.All(stable), ServiceSelector.Narrow(stable))
                : action)],
        };
    }

    private static bool IsRepair(RolloutSnapshot snapshot, ApplyTraffic traffic)
    {
        var recorded = snapshot.Rollout.Status?.Clusters?.FirstOrDefault(part => string.Equals(part.Name, traffic.Cluster.Value, StringComparison.Ordinal))?.Weights;
        return recorded?.All(weight => traffic.Split.Of(weight.Revision) == weight.Desired) ?? false;
    }

    private static ElapsedTimes LongerSoak(RolloutSnapshot snapshot) => new(RolloutTimers.Of(snapshot.Rollout.Status).Distinct().ToDictionary(
        timer => timer, timer => snapshot.Elapsed.Of(timer) + TimeSpan.FromSeconds(timer.Kind == RolloutTimerKind.Soak ? 1 : 0)));

    private static ElapsedTimes WallTimes(RolloutSnapshot snapshot, DateTimeOffset now) =>
        new(RolloutTimers.Of(snapshot.Rollout.Status).Distinct().ToDictionary(timer => timer, timer => now - timer.StartedAt.ToDateTimeOffset()));
}
