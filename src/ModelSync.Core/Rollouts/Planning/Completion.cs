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
            cluster.Release();
            var keepsFailure = CatchUp.IsBehind(cluster.Part, turn.Status.Stable?.Revision);
            var failure = keepsFailure ? cluster.Part.Failure ?? turn.Candidate!.Reason : null;
            cluster.Part = ClusterTrack.Steady(cluster.Part) with
            {
                Failure = failure,
                Reason = failure?.ToString(),
                Message = keepsFailure ? cluster.Part.Failure is null ? turn.Candidate!.Message : Waits.FailureOf(cluster.Part) : null,
            };
        }

        Returns.End(turn);
        turn.NotReady = null;
        Starts.Foresee(turn);
        turn.Again();
    }

    private static void Promote(Turn turn, FleetTurn fleet)
    {
        var candidate = turn.Candidate!;
        var former = turn.Status.Stable?.Revision;
        var isInconclusive = fleet.Clusters.Any(cluster => Text.Same(cluster.Part.Reason, Bakes.Inconclusive));
        var (served, behind) = (new List<string>(), new List<ClusterRolloutStatus>());
        foreach (var cluster in fleet.Clusters)
        {
            cluster.Release();
            var tookPart = fleet.TakesPart(cluster);
            var isThere = cluster.Part.Stage == ClusterStage.Promoted || !tookPart;
            var hasFailed = cluster.Part.Failure is not null;
            cluster.Part = ClusterTrack.Steady(cluster.Part) with
            {
                Serving = isThere ? null : cluster.Part.Serving ?? former,
                Reason = hasFailed ? cluster.Part.Reason : null,
                Message = hasFailed ? cluster.Part.Message : null,
            };
            if (!isThere)
            {
                behind.Add(cluster.Part);
            }
            else if (tookPart)
            {
                served.Add(cluster.Observed.Name.Value);
            }
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
        (turn.Waiting, turn.NotReady) = (null, null);

        // The former stable has nothing to say any more, and what is left to do for it is known now.
        foreach (var cluster in fleet.Clusters)
        {
            cluster.Refresh();
        }

        var name = Turn.Name(candidate.Version, candidate.Revision);
        Tell(turn, Text.Same(former, candidate.Revision) ? $"{name} serves in {string.Join(", ", served)}, too" : $"{name} is stable", behind);
        turn.Again();
    }

    private static void Tell(Turn turn, string message, List<ClusterRolloutStatus> behind)
    {
        if (behind.Count > 0)
        {
            turn.Warn(RolloutEventReasons.RolloutCompleted, $"{message}, but not in {CatchUp.Words(behind)}");
        }
        else
        {
            turn.Tell(RolloutEventReasons.RolloutCompleted, message);
        }
    }
}
