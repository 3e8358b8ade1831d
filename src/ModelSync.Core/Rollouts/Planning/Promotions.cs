using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>What promote and promote-full do.</summary>
internal static class Promotions
{
    /// <summary>Whether a verb is meant for a trial whose record a new process does not see yet, so that nobody can tell which steps there are.</summary>
    public static bool IsPlanUnseen(Turn turn, Verb verb) =>
        turn is { IsReturning: false, TrialRecord: null } && Text.Same(turn.Candidate?.Revision, verb.Revision);

    /// <summary>Goes on from whatever waits for a person: a pause, a gate that could not decide, a failed check that was to be held, a wave.</summary>
    public static (ActionOutcome Outcome, string Message) Promote(Turn turn, Verb verb)
    {
        if (Misses(turn, verb) is { } stale)
        {
            return stale;
        }

        if (turn.Candidate is not { Stage: CandidateStage.Progressing or CandidateStage.Promoting } candidate || turn.HasFailedInPlace)
        {
            return (ActionOutcome.NotApplicable, "nothing waits for a person");
        }

        var steps = Steps(turn);
        var hasMoved = false;
        var parts = (turn.Status.Clusters ?? []).Select(part =>
        {
            var next = PromotePart(turn, part, steps);
            hasMoved |= !ReferenceEquals(next, part);
            return next;
        }).ToList();
        turn.Status = turn.Status with { Clusters = parts };
        turn.ApprovesWave = turn.Status.Pause?.Reason == PauseReason.AwaitingApproval;
        return hasMoved || turn.ApprovesWave
            ? (ActionOutcome.Done, $"{candidate.Version} ({candidate.Revision}) goes on")
            : (ActionOutcome.NotApplicable, "nothing waits for a person");
    }

    /// <summary>Skips the steps that are left, if no policy is against weight 100.</summary>
    public static (ActionOutcome Outcome, string Message) PromoteFull(Turn turn, Verb verb)
    {
        if (Misses(turn, verb) is { } stale)
        {
            return stale;
        }

        if (turn.Candidate is not { Stage: CandidateStage.Progressing } candidate || turn.HasFailedInPlace)
        {
            return (ActionOutcome.NotApplicable, "there are no steps left to skip");
        }

        foreach (var cluster in turn.Snapshot.Clusters)
        {
            if (cluster.IsSelected && PolicyAdvisor.Advance(turn, cluster, 100) is { } refusal)
            {
                return (ActionOutcome.Refused, refusal.Message);
            }
        }

        turn.Status = turn.Status with { Candidate = candidate with { Pace = RolloutPace.PromoteFull } };
        var count = Steps(turn).Count;
        turn.Status = turn.Status with
        {
            Clusters = (turn.Status.Clusters ?? []).Select(part => part.Stage == ClusterStage.Progressing ? ClusterTrack.AtStep(turn, part, count) : part).ToList(),
        };
        return (ActionOutcome.Done, $"{candidate.Version} ({candidate.Revision}) skips the steps that are left");
    }

    private static ClusterRolloutStatus PromotePart(Turn turn, ClusterRolloutStatus part, IReadOnlyList<PlanStep> steps)
    {
        if (part.Stage is not (ClusterStage.Progressing or ClusterStage.Promoting))
        {
            return part;
        }

        // What the pause says that promote does comes first: in a timed pause a gate may be in the way besides.
        if (Accept(turn, part) is { } accepted)
        {
            return accepted;
        }

        if (part is not { Stage: ClusterStage.Progressing, Step: { } step } || step >= steps.Count || steps[step] is not WaitStep)
        {
            return part;
        }

        ClusterTrack.TellPassed(turn, part, step);
        return ClusterTrack.AtStep(turn, part, step + 1);
    }

    private static ClusterRolloutStatus? Accept(Turn turn, ClusterRolloutStatus part)
    {
        var open = (turn.Status.Gates ?? [])
            .Where(gate => gate.Verdict is GateVerdict.Inconclusive or GateVerdict.Failed or GateVerdict.NotApplicable && Text.Same(gate.Cluster, part.Name))
            .Select(gate => gate.Name!)
            .Except(part.Accepted ?? [], StringComparer.Ordinal)
            .ToList();
        return turn.Status.Pause?.Reason is PauseReason.InconclusiveGate or PauseReason.FailedCheck && open.Count > 0
            ? part with { Accepted = [.. part.Accepted ?? [], .. open] }
            : null;
    }

    private static (ActionOutcome Outcome, string Message)? Misses(Turn turn, Verb verb) =>
        Text.Same(turn.Candidate?.Revision, verb.Revision)
            ? null
            : (ActionOutcome.Stale, $"it is meant for {verb.Revision}, {(turn.Candidate is { } candidate ? $"{candidate.Revision} is on trial" : "nothing is on trial")}");

    private static IReadOnlyList<PlanStep> Steps(Turn turn) => turn.StepsOf(turn.TrialRecord!.Plan);
}
