using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Says what clusters wait for. No time that runs is in the sentences: one that changes would be a write.</summary>
internal static class Waits
{
    private const string WasLost = "the cluster did not answer in time";

    /// <summary>What a cluster waits for by itself; null when it waits for nothing, or only for other clusters.</summary>
    public static Impediment? Of(Turn turn, ClusterTurn cluster) => cluster.Hold?.Why ?? cluster.Moves.Waiting ?? ForGate(turn, cluster);

    /// <summary>What the rollout waits for. Without clusters nothing ends by itself, so nobody is told to wait for something else.</summary>
    public static Impediment? Of(Turn turn, FleetTurn fleet)
    {
        if (fleet.Plan?.Waiting is { } waiting && (turn.Waiting is null || Text.Same(waiting.Reason, FleetReasons.NoTargets)))
        {
            return waiting;
        }

        var why = turn.Waiting;
        for (var i = 0; why is null && i < fleet.Clusters.Count; i++)
        {
            why = Of(turn, fleet.Clusters[i]);
        }

        return why;
    }

    /// <summary>What the part of a cluster says. The words of a failure stay, because that is what has to be mended.</summary>
    public static (string? Reason, string? Message) WordsOf(Turn turn, ClusterTurn cluster)
    {
        var part = cluster.Part;
        if (Text.Same(part.Reason, Bakes.Inconclusive) || part.Failure is not (null or ReturnReason.ClusterLost))
        {
            return (part.Reason, part.Message);
        }

        var why = cluster.Hold?.Why ?? (cluster.IsReachable ? Of(turn, cluster) ?? cluster.WaitsFor : cluster.WaitsFor ?? Of(turn, cluster));
        if (part.Failure is { } lost)
        {
            // That it does not answer is said until it answers.
            why = !cluster.IsReachable ? new Impediment(lost.ToString(), FailureOf(part))
                : part.Stage == ClusterStage.Returning && why is not null ? why
                : new Impediment(lost.ToString(), WasLost);
        }

        return (why?.Reason, why is null ? null : Turn.Fit(why.Message));
    }

    /// <summary>What a part failed by, in words; what it waits for on its way back may stand in their place.</summary>
    public static string FailureOf(ClusterRolloutStatus part) =>
        Text.Same(part.Reason, part.Failure?.ToString()) && part.Message is { } message ? message
        : part.Failure == ReturnReason.ClusterLost ? WasLost
        : "it failed";

    private static Impediment? ForGate(Turn turn, ClusterTurn cluster)
    {
        for (var i = 0; i < cluster.Gates.Count; i++)
        {
            var finding = cluster.Gates[i];
            if (IsWaitedFor(turn, cluster, finding))
            {
                var verdict = finding.Status.Verdict is GateVerdict.Running or GateVerdict.NotApplicable ? string.Empty : $" ({finding.Status.Verdict})";
                return new Impediment(ConditionReasons.WaitingForGate, $"gate {finding.Gate.Name} has not decided yet{verdict}");
            }
        }

        return null;
    }

    private static bool IsWaitedFor(Turn turn, ClusterTurn cluster, GateFinding finding) => cluster.Part switch
    {
        { Stage: ClusterStage.Progressing, Step: { } step } when cluster.Steps is { } steps => step < steps.Count
            ? steps[step] is CheckStep check && Text.Same(check.Gate.Name, finding.Gate.Name) && !finding.Passes
            : ClusterTrack.HoldsPromotion(turn, cluster, finding),
        { Stage: ClusterStage.Baking } part => finding is { Passes: false, IsBinding: true }
            && turn.Elapsed(RolloutTimerKind.Bake, part.Name, part.BakeStartedAt) >= cluster.Plan!.Strategy.Bake(),
        _ => false,
    };
}
