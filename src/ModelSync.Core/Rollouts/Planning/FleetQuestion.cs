using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Puts to the wave planner how far the clusters of a decision are.</summary>
internal static class FleetQuestion
{
    public static FleetInput Of(Turn turn, FleetTurn fleet)
    {
        var clusters = new List<ClusterObservation>(fleet.Clusters.Count);
        var progress = new List<ClusterRolloutStatus>(fleet.Clusters.Count);
        var failures = new List<ClusterFailure>();
        var passed = new HashSet<ClusterName>();
        foreach (var cluster in fleet.Clusters)
        {
            clusters.Add(cluster.Observed);
            if (!fleet.TakesPart(cluster))
            {
                progress.Add(cluster.Part with { Stage = ClusterStage.Promoted, PromotedAt = cluster.Part.PromotedAt ?? turn.Candidate!.StartedAt });
                continue;
            }

            progress.Add(cluster.Part);
            if (cluster.Part.Failure is { } failure)
            {
                failures.Add(new ClusterFailure(cluster.Observed.Name, failure, Waits.FailureOf(cluster.Part)));
            }

            if (ClusterTrack.HasPassed(turn, cluster))
            {
                passed.Add(cluster.Observed.Name);
            }
        }

        var plan = turn.Record(turn.Candidate?.Revision)?.Plan;
        return new FleetInput
        {
            Placement = turn.Spec.Placement,
            Clusters = clusters,
            Progress = progress,
            Wave = turn.Status.Wave,
            StepCount = plan is null ? 0 : turn.StepsOf(plan).Count,
            IsReturning = turn.IsReturning,
            HasFallback = turn.Status.Stable is not null,

            // To leave what was withdrawn needs nobody's leave.
            IsApproved = turn.ApprovesWave || turn.Candidate?.Pace == RolloutPace.Return,
            Failures = failures,
            LostDeadline = plan?.ProgressDeadline ?? TimeSpan.FromSeconds(600),
            Elapsed = turn.Snapshot.Elapsed,
            Now = turn.Now,
            Passed = passed,
        };
    }
}
