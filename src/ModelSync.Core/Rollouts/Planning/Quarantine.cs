using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Takes traffic off versions that were withdrawn or denied.</summary>
internal static class Quarantine
{
    public static void Settle(Turn turn)
    {
        if (turn.Candidate is { } candidate && !turn.IsReturning && History.IsUnsafe(turn, candidate.Version, candidate.Digest))
        {
            Withdraw(turn, candidate);
        }

        if (turn.Status.Stable is { } stable && History.IsUnsafe(turn, stable.Version, stable.Digest))
        {
            Leave(turn, stable);
        }
    }

    private static void Withdraw(Turn turn, CandidateStatus candidate)
    {
        var message = $"{candidate.Version} is quarantined or denied";
        if (turn.Status.Stable is null && turn.HasTraffic(candidate.Revision))
        {
            KeepOrStop(turn, candidate.Version, candidate.Revision);
            return;
        }

        Returns.Begin(turn, ReturnReason.Quarantined, message);
    }

    private static void Leave(Turn turn, RevisionStatus stable)
    {
        var refuge = History.SafeReturn(turn, stable.Revision);
        switch (turn.Candidate)
        {
            case null when refuge is not null:
                Evict(turn, stable, refuge);
                break;

            case { Stage: CandidateStage.Progressing } candidate when refuge is not null && !Text.Same(candidate.Revision, refuge.Revision):
                // Two moves, because a route never has three revisions: first the trial ends, then stable gives way.
                Returns.Begin(turn, ReturnReason.Superseded, $"stable {stable.Version} ({stable.Revision}) is quarantined or denied and has to give way first");
                break;

            case { Stage: CandidateStage.Baking } when refuge is not null && !Text.Same(turn.Candidate!.Revision, refuge.Revision):
                // Stable has no traffic now: only the revision to go back to changes.
                turn.Status = turn.Status with { Stable = new RevisionStatus { Version = refuge.Version, Digest = refuge.Digest, Revision = refuge.Revision } };
                turn.RaiseEpoch();
                turn.Warn("ReturnTargetChanged", $"{stable.Version} is quarantined or denied; a failure would now go back to {refuge.Version} ({refuge.Revision})");
                break;

            case null or { Stage: CandidateStage.Returning } when refuge is null:
                KeepOrStop(turn, stable.Version, stable.Revision);
                break;

            default:
                // The trial is the way out and goes on; a return ends first, stable gives way then.
                break;
        }
    }

    private static void Evict(Turn turn, RevisionStatus stable, HistoryEntry refuge)
    {
        if (turn.Spec.ReplicasOrDefault() == 0)
        {
            turn.Waiting = new Impediment("ScaledToZero", $"{stable.Version} is quarantined or denied and has no pods: {refuge.Version} ({refuge.Revision}) takes its place with the first ones");
            return;
        }

        if (!turn.Snapshot.MayEvict)
        {
            turn.NotReady = new Impediment("EvictionQueued", $"{stable.Version} is quarantined or denied; other rollouts move first, at most ten at once");
            return;
        }

        turn.Warn("Evicting", $"{stable.Version} ({stable.Revision}) is quarantined or denied: traffic goes to {refuge.Version} ({refuge.Revision})");
        if (Text.Same(turn.Status.Override?.Revision, stable.Revision))
        {
            turn.Status = turn.Status with { Override = null };
        }

        Starts.Begin(turn, turn.Record(refuge.Revision)!, refuge, RolloutPace.Return);
    }

    private static void KeepOrStop(Turn turn, string? version, string? revision)
    {
        turn.StopsServing = turn.Spec.OnQuarantine == QuarantineMode.StopServing && !turn.IsReturning;
        turn.Degraded = new Impediment(
            "NoSafeRevision",
            turn.StopsServing
                ? $"{version} ({revision}) is quarantined or denied and there is no proven revision to go to: serving has stopped, as onQuarantine says; name another version"
                : $"{version} ({revision}) is quarantined or denied and there is no proven revision to go to: it goes on serving; name another version");
    }
}
