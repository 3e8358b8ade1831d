using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Compares what the spec asks for with what is under way: revert, supersede, wait, or nothing.</summary>
internal static class Targets
{
    /// <summary>The revision that should serve: an override's while it lasts, else the spec's; null when that can't be told.</summary>
    public static string? Goal(Turn turn) => turn.Status.Override?.Revision ?? turn.Snapshot.Target?.Revision;

    public static void Settle(Turn turn)
    {
        EndOverride(turn);
        Retries.Settle(turn);

        // Traffic leaves a withdrawn revision first, whatever the spec names: a target that can't start would else send it back for ever.
        if (turn.Candidate is not { Pace: not RolloutPace.Return } candidate || turn.IsReturning)
        {
            return;
        }

        var goal = Goal(turn);
        if (goal is null || Text.Same(goal, candidate.Revision))
        {
            return;
        }

        if (Text.Same(goal, turn.Status.Stable?.Revision))
        {
            Returns.Begin(turn, ReturnReason.Reverted, $"the spec names {turn.Status.Stable!.Version} again");
        }
        else if (candidate.Stage == CandidateStage.Progressing || turn.HasFailedInPlace)
        {
            Supersede(turn, candidate, goal);
        }
        else
        {
            turn.Waiting = new Impediment(ConditionReasons.WaitingForBake, $"{turn.NameOf(goal)} starts when {turn.NameOf(candidate.Revision)} has baked; abort ends the wait");
        }
    }

    private static void Supersede(Turn turn, CandidateStatus candidate, string goal)
    {
        var message = turn.HasFailedInPlace && turn.Status.Failed is { } failed
            ? $"{failed.Reason}: {Turn.Clause(failed.Message ?? "no reason is known")}; then the spec named {turn.NameOf(goal)}"
            : $"the spec names {turn.NameOf(goal)} now";
        if (turn.Status.Stable is not null || !turn.HasTraffic(candidate.Revision))
        {
            Returns.Begin(turn, ReturnReason.Superseded, message);
            return;
        }

        // The first revision has all traffic and there is nothing behind it: the next one is measured against it, proven or not.
        turn.Status = turn.Status.WithEntry(new HistoryEntry
        {
            Version = candidate.Version,
            Digest = candidate.Digest,
            Revision = candidate.Revision,
            Outcome = RolloutOutcome.Superseded,
            Reason = Turn.Fit(message),
            StartedAt = candidate.StartedAt,
            FinishedAt = turn.Stamp,
        });
        turn.Status = turn.Status with
        {
            Stable = new RevisionStatus { Version = candidate.Version, Digest = candidate.Digest, Revision = candidate.Revision },
            Candidate = null,
            Failed = null,
            Step = null,
            Wave = null,
            Pause = null,
            Clusters = turn.Status.Clusters?.Select(ClusterTrack.Steady).ToList(),
        };
        turn.RaiseEpoch();
        turn.Warn(RolloutEventReasons.UnprovenStable, $"{candidate.Version} ({candidate.Revision}) did not finish its bake, but it is all there is: {turn.NameOf(goal)} is measured against it");
    }

    private static void EndOverride(Turn turn)
    {
        if (turn.Status.Override is { } overridden && turn.Snapshot.Target is { } target && !Text.Same(target.Revision, overridden.Target))
        {
            turn.Status = turn.Status with { Override = null };
            turn.Tell(RolloutEventReasons.OverrideEnded, $"the spec names {turn.NameOf(target.Revision)} now; the undo to {turn.NameOf(overridden.Revision)} is over");
        }
    }
}
