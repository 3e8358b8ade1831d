using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Ends a rollout that is through, or back.</summary>
internal static class Completion
{
    public static void TryEnd(Turn turn, FleetTurn fleet)
    {
        if (turn.Candidate is null)
        {
            return;
        }

        var parts = fleet.Clusters.Where(fleet.TakesPart).ToList();
        if (turn.IsReturning)
        {
            if (fleet.Clusters.Count == 0 && turn.HasTraffic(turn.Candidate.Revision))
            {
                // Nothing is selected, so nothing is moved: the candidate is not back, only out of reach.
                turn.Waiting = FleetMessages.NoTargets;
            }
            else if (parts.TrueForAll(cluster => cluster.Part.Stage is ClusterStage.Returned or ClusterStage.Waiting or ClusterStage.Steady))
            {
                EndReturn(turn, fleet);
            }
        }
        else if (fleet.Plan is { IsComplete: true })
        {
            Promote(turn, fleet);
        }
    }

    private static void EndReturn(Turn turn, FleetTurn fleet)
    {
        foreach (var cluster in fleet.Clusters)
        {
            // A cluster that failed to catch up is not tried again by itself: the revision is stable elsewhere, so no failure blocks it.
            var keepsFailure = CatchUp.IsBehind(cluster.Part, turn.Status.Stable?.Revision);
            var failure = keepsFailure ? cluster.Part.Failure ?? turn.Candidate!.Reason : null;
            cluster.Part = ClusterTrack.Steady(cluster.Part) with
            {
                Failure = failure,
                Reason = failure?.ToString(),
                Message = keepsFailure ? cluster.Part.Message ?? turn.Candidate!.Message : null,
            };
        }

        Returns.End(turn);
        turn.Again();
    }

    private static void Promote(Turn turn, FleetTurn fleet)
    {
        var candidate = turn.Candidate!;
        var former = turn.Status.Stable?.Revision;
        var isInconclusive = fleet.Clusters.Any(cluster => Text.Same(cluster.Part.Reason, Bakes.Inconclusive));
        foreach (var cluster in fleet.Clusters)
        {
            var isThere = cluster.Part.Stage == ClusterStage.Promoted || !fleet.TakesPart(cluster);
            var hasFailed = cluster.Part.Failure is not null;
            cluster.Part = ClusterTrack.Steady(cluster.Part) with
            {
                Serving = isThere ? null : cluster.Part.Serving ?? former,
                Reason = hasFailed ? cluster.Part.Reason : null,
                Message = hasFailed ? cluster.Part.Message : null,
            };
        }

        turn.Status = turn.Status.WithEntry(new HistoryEntry
        {
            Version = candidate.Version,
            Digest = candidate.Digest,
            Revision = candidate.Revision,
            Outcome = isInconclusive ? RolloutOutcome.BakedInconclusive : RolloutOutcome.Promoted,
            Reason = isInconclusive ? "its bake ran out without a verdict" : "its bake finished healthy",
            StartedAt = candidate.StartedAt,
            FinishedAt = turn.Stamp,
        });
        turn.Status = turn.Status with
        {
            Stable = new RevisionStatus { Version = candidate.Version, Digest = candidate.Digest, Revision = candidate.Revision },
            Candidate = null,
            Step = null,
            Wave = null,
            Pause = null,
        };
        turn.Waiting = null;
        turn.Tell("RolloutCompleted", $"{candidate.Version} ({candidate.Revision}) is stable");
        turn.Again();
    }
}
