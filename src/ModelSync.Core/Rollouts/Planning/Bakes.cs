using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Ends a bake: with proof, or at its limit without.</summary>
internal static class Bakes
{
    /// <summary>What a cluster's reason says whose bake ran out without a verdict; the revision serves then, but is not proven.</summary>
    public const string Inconclusive = nameof(RolloutOutcome.BakedInconclusive);

    public static ClusterRolloutStatus TryEnd(Turn turn, ClusterTurn cluster)
    {
        var part = cluster.Part;
        var strategy = cluster.Plan!.Strategy;
        var elapsed = turn.Elapsed(RolloutTimerKind.Bake, part.Name, part.BakeStartedAt);
        var isConclusive = cluster.IsThere && cluster.Gates.All(finding => finding.Passes || !finding.IsBinding);
        if (isConclusive && elapsed >= strategy.Bake())
        {
            return part with { Stage = ClusterStage.Promoted, PromotedAt = turn.Stamp };
        }

        if (cluster.IsThere && elapsed >= strategy.BakeMax())
        {
            turn.Warn(Inconclusive, $"{turn.Candidate!.Version} has baked in {part.Name} for {(long)elapsed.TotalSeconds} s without a verdict of {Undecided(cluster)}: it serves, but is not proven");
            return part with { Stage = ClusterStage.Promoted, PromotedAt = turn.Stamp, Reason = Inconclusive, Message = Turn.Fit($"the bake ran out without a verdict of {Undecided(cluster)}") };
        }

        turn.Wake(elapsed < strategy.Bake() ? strategy.Bake() - elapsed : strategy.BakeMax() - elapsed);
        return part;
    }

    private static string Undecided(ClusterTurn cluster) =>
        string.Join(", ", cluster.Gates.Where(finding => finding is { Passes: false, IsBinding: true }).Select(finding => $"{finding.Gate.Name} ({finding.Status.Verdict})"));
}
