using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>
/// Moves one cluster along its stages, one at a time: a stage or step is written down before anything is done for it.
/// </summary>
internal static class ClusterTrack
{
    /// <summary>The part as it is when there is no candidate.</summary>
    public static ClusterRolloutStatus Steady(ClusterRolloutStatus part) => part with
    {
        Stage = ClusterStage.Steady,
        Step = null,
        StepStartedAt = null,
        StepWeight = null,
        DeadlineStartedAt = null,
        DeadlineUsedSeconds = null,
        BakeStartedAt = null,
        PromotedAt = null,
        ReturnStartedAt = null,
        Accepted = null,
        Reason = null,
        Message = null,
    };

    /// <summary>The part at the beginning of a step; its deadline starts anew with it, and with nothing else.</summary>
    public static ClusterRolloutStatus AtStep(Turn turn, ClusterRolloutStatus part, int step) => part with
    {
        Stage = ClusterStage.Progressing,
        Step = step,
        StepStartedAt = turn.Stamp,
        DeadlineStartedAt = null,
        DeadlineUsedSeconds = null,
        Accepted = null,
    };

    public static void TellPassed(Turn turn, ClusterRolloutStatus part, int? step) => turn.Tell(RolloutEventReasons.StepCompleted, $"step {step + 1} is passed{Where(turn, part)}");

    /// <summary>Names the cluster where there are several.</summary>
    public static string Where(Turn turn, ClusterRolloutStatus part) => turn.Snapshot.Clusters.Count(static cluster => cluster.IsSelected) > 1 ? $" in {part.Name}" : string.Empty;

    /// <summary>Carries out what the fleet allows or demands.</summary>
    public static void Follow(Turn turn, ClusterTurn cluster, ClusterMandate mandate)
    {
        var part = cluster.Part with { Wave = mandate.Wave };
        cluster.Part = (mandate, part.Stage) switch
        {
            (MustReturn, ClusterStage.Returning or ClusterStage.Returned) => part,
            (MustReturn, null or ClusterStage.Steady or ClusterStage.Waiting) => part with { Stage = ClusterStage.Returned },
            (MustReturn, _) => part with { Stage = ClusterStage.Returning, ReturnStartedAt = turn.Stamp, DeadlineStartedAt = null, DeadlineUsedSeconds = null, Accepted = null },
            (MayAdvance, null or ClusterStage.Steady or ClusterStage.Waiting) => Begin(turn, cluster, part),
            (MustWait, null or ClusterStage.Steady) => part with { Stage = ClusterStage.Waiting },
            _ => part,
        };
        cluster.WaitsFor = (mandate as MustWait)?.Why;
        if (mandate is MustHold { Why: var why } && cluster.Hold is null)
        {
            cluster.Hold = new Hold(PauseOf(why), why);
        }
    }

    // A fleet that was halted is no pause: it is Degraded, and says so itself. What goes on by itself is none either.
    private static PauseReason? PauseOf(Impediment why) => why.Reason switch
    {
        FleetReasons.MaxFailuresExceeded or FleetReasons.NotSelected or FleetReasons.ReturningLaterWaves => null,
        FleetReasons.ClusterUnreachable => PauseReason.ClusterUnreachable,
        _ => PauseReason.WritesRefused,
    };

    /// <summary>Takes the next step or stage when the present one is through and nothing holds it.</summary>
    public static bool TryAdvance(Turn turn, ClusterTurn cluster, ClusterMandate mandate)
    {
        var before = cluster.Part;
        cluster.Part = before.Stage switch
        {
            ClusterStage.Returning when HasReturned(turn, cluster) => before with { Stage = ClusterStage.Returned, ReturnStartedAt = null },
            ClusterStage.Progressing when mandate is MayAdvance may && cluster.Hold is null => NextStep(turn, cluster, may.ThroughStep),
            ClusterStage.Promoting when mandate is MayAdvance may && cluster is { Hold: null, IsThere: true } && may.ThroughStep > cluster.Steps!.Count => Baked(turn, before),
            ClusterStage.Baking when cluster.Hold is null => Bakes.TryEnd(turn, cluster),
            _ => before,
        };
        return !ReferenceEquals(before, cluster.Part);
    }

    /// <summary>
    /// Whether weight 100 waits for a gate. Background gates have had their say by then: no data is not health. Where the plan gave no traffic yet, traffic
    /// gates speak in the bake.
    /// </summary>
    public static bool HoldsPromotion(Turn turn, ClusterTurn cluster, GateFinding finding) =>
        turn.Candidate!.Pace != RolloutPace.PromoteFull && finding is { Passes: false, IsBinding: true }
        && (finding.Gate.IsSynthetic || cluster.Steps!.WeightAt(cluster.Steps!.Count) > 0);

    /// <summary>Whether the cluster is through with what it is at, and only waits for leave to begin the next.</summary>
    public static bool HasPassed(Turn turn, ClusterTurn cluster) => cluster.Hold is null && cluster.Part.Stage switch
    {
        ClusterStage.Progressing => cluster.Part.Step is { } step && step < cluster.Steps!.Count && IsThrough(turn, cluster, cluster.Steps[step]),
        ClusterStage.Promoting => cluster.IsThere,
        _ => false,
    };

    // Without stable nothing can take traffic over, and only a revision that never had any goes back: at once.
    private static bool HasReturned(Turn turn, ClusterTurn cluster) => cluster.StableRevision is null || (cluster.IsReachable
        && (HasNoTraffic(cluster) || (cluster.Moves.IsAtWeight && cluster.Observed.Traffic?.Written.Of(turn.Candidate?.Revision) is null or 0)));

    // A cluster where stable never had an endpoint has no traffic to give back. A route that was deleted by hand is none of that: the status knows its weights,
    // and whoever has them, it is made again before anything counts as back.
    private static bool HasNoTraffic(ClusterTurn cluster) => cluster is { Observed: { Traffic: null, HasFormerTraffic: false }, Part.Weights: not { Count: > 0 } };

    // A policy about this cluster alone holds only this cluster up.
    private static ClusterRolloutStatus Begin(Turn turn, ClusterTurn cluster, ClusterRolloutStatus part)
    {
        if (!turn.IsComingBack && PolicyAdvisor.StartIn(turn, cluster.Observed, turn.Record(turn.Candidate!.Revision)!) is { } objection)
        {
            cluster.Hold = new Hold(PauseReason.Policy, objection);
            return part with { Stage = ClusterStage.Waiting };
        }

        // Somebody said promote-full to this candidate, in whichever wave it was then.
        var steps = turn.Candidate!.Pace == RolloutPace.PromoteFull ? turn.StepsOf(turn.Record(turn.Candidate.Revision)!.Plan).Count : 0;
        return AtStep(turn, part, steps);
    }

    private static ClusterRolloutStatus NextStep(Turn turn, ClusterTurn cluster, int throughStep)
    {
        var part = cluster.Part;
        var steps = cluster.Steps!;
        var step = part.Step ?? 0;
        if (step < steps.Count)
        {
            var isThrough = IsThrough(turn, cluster, steps[step]);
            var weight = steps.WeightAt(step + 1);
            return isThrough && throughStep > step && (step + 1 == steps.Count || MayRise(turn, cluster, weight))
                ? AtStep(turn, part, step + 1)
                : part;
        }

        // What a person accepted here was accepted for weight 100: asking again a moment later would be asking twice.
        return throughStep >= steps.Count && MayPromote(turn, cluster)
            ? AtStep(turn, part, steps.Count) with { Stage = ClusterStage.Promoting, Accepted = part.Accepted }
            : part;
    }

    private static bool IsThrough(Turn turn, ClusterTurn cluster, PlanStep step) => step switch
    {
        WeightStep or PrepareStep => cluster.IsThere,
        WaitStep { Duration: { } duration } => turn.Elapsed(RolloutTimers.Step(cluster.Part)) >= duration,
        CheckStep check => cluster.Gates.Any(finding => Text.Same(finding.Gate.Name, check.Gate.Name) && finding.Passes),
        _ => false,
    };

    private static bool MayPromote(Turn turn, ClusterTurn cluster) =>
        MayRise(turn, cluster, 100) && !cluster.Gates.Any(finding => HoldsPromotion(turn, cluster, finding));

    private static bool MayRise(Turn turn, ClusterTurn cluster, int weight) => turn.IsComingBack || PolicyAdvisor.Advance(turn, cluster.Observed, weight) is null;

    private static ClusterRolloutStatus Baked(Turn turn, ClusterRolloutStatus part) => turn.Candidate!.Pace == RolloutPace.Return
        ? part with { Stage = ClusterStage.Promoted, PromotedAt = turn.Stamp, DeadlineStartedAt = null, DeadlineUsedSeconds = null }
        : part with { Stage = ClusterStage.Baking, BakeStartedAt = turn.Stamp, DeadlineStartedAt = null, DeadlineUsedSeconds = null, Accepted = null };
}
