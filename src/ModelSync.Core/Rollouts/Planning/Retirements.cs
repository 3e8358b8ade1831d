using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Counts down the time that revisions without traffic stay up.</summary>
internal static class Retirements
{
    public static IReadOnlyList<RetiringRevision>? Update(Turn turn, ClusterTurn cluster)
    {
        var without = cluster.Moves.WithoutTraffic;
        if (without.Count == 0)
        {
            return null;
        }

        var retiring = new List<RetiringRevision>(without.Count);
        foreach (var revision in without)
        {
            var entry = cluster.Part.Retiring?.FirstOrDefault(known => Text.Same(known.Revision, revision));
            if (entry is null && cluster.Observed.Traffic is { IsAccepted: false })
            {
                // One of several gateways may still send traffic there: its time to drain begins when all have taken the route.
                continue;
            }

            entry ??= new RetiringRevision { Revision = revision, Since = turn.Stamp };
            var delay = DelayOf(turn, revision);
            retiring.Add(entry with { DelaySeconds = (int)delay.TotalSeconds });
            turn.Wake(delay - turn.Elapsed(RolloutTimerKind.Retiring, $"{cluster.Part.Name}/{revision}", entry.Since));
        }

        return retiring.Count > 0 ? retiring : null;
    }

    // What served before keeps the delay after a bake; what never came so far, that of an abort.
    private static TimeSpan DelayOf(Turn turn, string revision) =>
        (turn.Status.History ?? []).FirstOrDefault(entry => Text.Same(entry.Revision, revision)) is
        { Outcome: RolloutOutcome.Promoted or RolloutOutcome.BakedInconclusive }
            ? turn.Spec.ScaleDownDelay()
            : turn.Spec.AbortScaleDownDelay();
}
