using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Takes traffic off versions that were withdrawn or denied.</summary>
internal static class Quarantine
{
    // Nothing that happens to this rollout tells it that another one is done.
    private static readonly TimeSpan TurnLook = TimeSpan.FromSeconds(5);

    public static void Settle(Turn turn)
    {
        if (turn.Candidate is { } candidate && !turn.IsReturning && History.WhyUnsafe(turn, candidate.Version, candidate.Digest) is { } objection)
        {
            Withdraw(turn, candidate, Turn.Clause(objection));
        }

        if (turn.Status.Stable is { } stable && History.WhyUnsafe(turn, stable.Version, stable.Digest) is { } why)
        {
            Leave(turn, stable, Turn.Clause(why));
        }
    }

    /// <summary>
    /// Lets go of a stable that was taken out of service: what is started next is a first version again, for nothing may bring the withdrawn one back.
    /// </summary>
    public static void Forget(Turn turn)
    {
        if (turn.StopsServing)
        {
            turn.Status = turn.Status with { Stable = null };
            (turn.StopsServing, turn.Degraded) = (false, null);
        }
    }

    private static void Withdraw(Turn turn, CandidateStatus candidate, string why)
    {
        if (turn.Status.Stable is null && turn.HasTraffic(candidate.Revision))
        {
            KeepOrStop(turn, candidate.Revision, why);
            return;
        }

        Returns.Begin(turn, History.IsQuarantined(turn, candidate.Version) ? ReturnReason.Quarantined : ReturnReason.Denied, why);
    }

    private static void Leave(Turn turn, RevisionStatus stable, string why)
    {
        var refuge = History.SafeReturn(turn, stable.Revision);
        switch (turn.Candidate)
        {
            case null when refuge is not null:
                Evict(turn, stable, refuge, why);
                break;

            case { Stage: CandidateStage.Progressing } candidate when refuge is not null && !Text.Same(candidate.Revision, refuge.Revision):
                // Two moves, because a route never has three revisions: first the trial ends, then stable gives way.
                Returns.Begin(turn, ReturnReason.Superseded, $"stable {stable.Version} ({stable.Revision}) has to give way first: {why}");
                break;

            case { Stage: CandidateStage.Baking } when refuge is not null && !Text.Same(turn.Candidate!.Revision, refuge.Revision):
                // Stable has no traffic now: only the revision to go back to changes.
                turn.Status = turn.Status with { Stable = new RevisionStatus { Version = refuge.Version, Digest = refuge.Digest, Revision = refuge.Revision } };
                turn.RaiseEpoch();
                turn.Warn(RolloutEventReasons.ReturnTargetChanged, $"{why}; a failure would now go back to {refuge.Version} ({refuge.Revision})");
                break;

            case null or { Stage: CandidateStage.Returning } when refuge is null:
                KeepOrStop(turn, stable.Revision, why);
                break;

            case { Stage: not CandidateStage.Returning, Pace: not RolloutPace.Return } candidate:
                turn.NotReady = new Impediment(ConditionReasons.StableWithdrawn, WayOut(stable, candidate, why));
                break;

            default:
                // A return ends first, stable gives way then.
                break;
        }
    }

    // The trial goes on: whatever it comes to is better than what was withdrawn.
    private static string WayOut(RevisionStatus stable, CandidateStatus candidate, string why)
    {
        var (former, next) = (Turn.Name(stable.Version, stable.Revision), Turn.Name(candidate.Version, candidate.Revision));
        return candidate.Stage == CandidateStage.Progressing
            ? $"{former} has to give way: {why}; {next} takes its place when it is through, promote-full is the quickest way"
            : $"{former} has given way: {why}; {next} takes its place when it has baked, and there is nothing safe to go back to before";
    }

    private static void Evict(Turn turn, RevisionStatus stable, HistoryEntry refuge, string why)
    {
        if (turn.Spec.ReplicasOrDefault() == 0)
        {
            turn.Waiting = new Impediment(ConditionReasons.ScaledToZero, $"{why}; it has no pods: {refuge.Version} ({refuge.Revision}) takes its place with the first ones");
            return;
        }

        if (!turn.Snapshot.MayEvict)
        {
            turn.NotReady = new Impediment(ConditionReasons.EvictionQueued, $"{why}; other rollouts move first, at most ten at once");
            turn.Wake(TurnLook);
            return;
        }

        turn.Warn(RolloutEventReasons.Evicting, $"{stable.Version} ({stable.Revision}) gives all traffic to {refuge.Version} ({refuge.Revision}): {why}");
        if (Text.Same(turn.Status.Override?.Revision, stable.Revision))
        {
            turn.Status = turn.Status with { Override = null };
        }

        Starts.Begin(turn, turn.Record(refuge.Revision)!, refuge, RolloutPace.Return);
    }

    private static void KeepOrStop(Turn turn, string? revision, string why)
    {
        turn.StopsServing = turn.Spec.OnQuarantine == QuarantineMode.StopServing && !turn.IsReturning;
        turn.Degraded = new Impediment(
            ConditionReasons.NoSafeRevision,
            turn.StopsServing
                ? $"{why}, and there is no proven revision to go to: {revision} was stopped, as onQuarantine says; name another version"
                : $"{why}, and there is no proven revision to go to: {revision} goes on serving; name another version");
    }
}
