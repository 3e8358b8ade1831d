using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Whether the candidate has failed in a cluster, or is to be held there.</summary>
internal static class Health
{
    /// <summary>What the candidate failed by; null when it did not.</summary>
    public static ClusterFailure? FailureOf(Turn turn, ClusterTurn cluster)
    {
        var isOnTrial = cluster.Part.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted;
        if (!isOnTrial || turn.HasFailedInPlace || turn.Candidate!.Pace == RolloutPace.Return || !cluster.IsReachable || cluster.Plan is null)
        {
            return null;
        }

        var name = cluster.Observed.Name;
        if (cluster.Gates.FirstOrDefault(finding => finding.Fails) is { } failed)
        {
            return new ClusterFailure(name, ReturnReason.GateFailed, $"gate {failed.Gate.Name} failed: {failed.Message}");
        }

        if (cluster.Observed.Find(turn.Candidate.Revision)?.Problem is { Kind: PodProblemKind.CrashLoop or PodProblemKind.OutOfMemory } crash)
        {
            return new ClusterFailure(name, ReturnReason.PodsFailed, crash.Message);
        }

        return Deadlines.IsExceeded(turn, cluster)
            ? new ClusterFailure(name, ReturnReason.ProgressDeadlineExceeded, DeadlineMessage(turn, cluster))
            : null;
    }

    /// <summary>What holds the cluster besides the fleet; null when nothing does.</summary>
    public static Hold? HoldOf(Turn turn, ClusterTurn cluster)
    {
        if (cluster.Part.Stage is not (ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking))
        {
            return null;
        }

        if (cluster.Steps is null)
        {
            return new Hold(null, new Impediment(ConditionReasons.Recording, "the record of the trial is not seen yet"));
        }

        if (turn.HasFailedInPlace)
        {
            return new Hold(null, new Impediment(ConditionReasons.NoFallback, turn.Status.Failed!.Message ?? "it failed"));
        }

        // Traffic leaves what was withdrawn, also where somebody paused.
        if (turn.Spec.Paused == true && turn.Candidate!.Pace != RolloutPace.Return)
        {
            return new Hold(PauseReason.SpecPaused, new Impediment(nameof(PauseReason.SpecPaused), "spec.paused is true: set it to false to go on"));
        }

        if (turn.Spec.ReplicasOrDefault() == 0)
        {
            return new Hold(null, new Impediment(ConditionReasons.ScaledToZero, "spec.replicas is 0: nothing advances without pods"));
        }

        if (cluster.Observed.Impediments is [var impediment, ..])
        {
            return new Hold(Text.Same(impediment.Reason, ConditionReasons.FieldContention) ? PauseReason.FieldContention : null, impediment);
        }

        return GateHold(turn, cluster) ?? PolicyHold(turn, cluster);
    }

    private static Hold? GateHold(Turn turn, ClusterTurn cluster)
    {
        if (cluster.Part.Stage == ClusterStage.Baking || turn.Candidate!.Pace == RolloutPace.PromoteFull)
        {
            return null;
        }

        foreach (var finding in cluster.Gates)
        {
            if (finding.IsBinding && finding.Status.Verdict == GateVerdict.Inconclusive)
            {
                return new Hold(PauseReason.InconclusiveGate, new Impediment(nameof(PauseReason.InconclusiveGate), $"gate {finding.Gate.Name} can't decide: {finding.Message}"));
            }

            if (finding.IsBinding && finding.Status.Verdict == GateVerdict.NotApplicable && IsStepWithoutTraffic(cluster, finding))
            {
                return new Hold(PauseReason.InconclusiveGate, new Impediment(nameof(PauseReason.InconclusiveGate), $"gate {finding.Gate.Name} measures traffic and stands before the first setWeight: move it behind one, or promote"));
            }

            if (finding.IsBinding && finding.Status.Verdict == GateVerdict.Error)
            {
                return new Hold(null, new Impediment(ConditionReasons.GateError, $"gate {finding.Gate.Name} can't be measured: {finding.Message}"));
            }
        }

        return null;
    }

    private static bool IsStepWithoutTraffic(ClusterTurn cluster, GateFinding finding) =>
        finding.Phase == Gates.GatePhase.Step && cluster.Steps!.WeightAt(cluster.Part.Step ?? 0) == 0;

    private static Hold? PolicyHold(Turn turn, ClusterTurn cluster)
    {
        if (turn.IsComingBack)
        {
            return null;
        }

        var weight = cluster.Part.Stage == ClusterStage.Progressing ? cluster.Steps!.WeightAt(cluster.Part.Step ?? 0) : 100;
        return PolicyAdvisor.Advance(turn, cluster.Observed, weight) is { } refusal
            ? new Hold(PauseReason.Policy, refusal)
            : null;
    }

    private static string DeadlineMessage(Turn turn, ClusterTurn cluster)
    {
        var seconds = (long)cluster.Plan!.ProgressDeadline.TotalSeconds;
        var problem = cluster.Observed.Find(turn.Candidate!.Revision)?.Problem?.Message;
        return $"the step did not get its capacity and route within {seconds} s: {Turn.Clause(problem ?? cluster.Moves.Waiting?.Message ?? "no reason is known")}";
    }
}
