using ModelSync.Core.Actions;

namespace ModelSync.Core.Traffic;

/// <summary>The moves that make, repair, scale and remove revisions.</summary>
internal static class ScaleMoves
{
    /// <summary>What is made, repaired or scaled up, before traffic moves.</summary>
    public static void Up(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector, ApplyTraffic? traffic, List<PlannedAction> moves)
    {
        var isUrgent = traffic is not null && IsUrgent(view);
        foreach (var revision in view.Revisions)
        {
            var asked = view.Asked(revision);
            var target = ScalePlan.Target(view, weights, selector, revision);
            var isDue = isUrgent
                ? target > asked && view.IsStable(revision) && view.Goal.Observed.LastRefusal is null
                : target > asked || (view.Find(revision)?.IsDrifted == true && !MayRemove(view, revision) && Left(view, weights, split, selector, revision) >= asked);
            if (isDue)
            {
                moves.Add(new ApplyRevision(view.Goal.Observed.Name, revision, Math.Max(asked, target)));
            }
        }
    }

    // The scale-down is a write of the same object: one plan never writes it twice.
    private static int Left(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector, string revision) =>
        Math.Max(ScalePlan.Target(view, weights, selector, revision), ScaleFloor.Of(view, split, selector, revision));

    /// <summary>What is scaled down and removed, after traffic has moved away.</summary>
    public static void Down(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector, List<PlannedAction> moves)
    {
        foreach (var revision in view.Revisions)
        {
            var asked = view.Asked(revision);
            if (asked > 0 && Left(view, weights, split, selector, revision) is var target && target < asked)
            {
                moves.Add(new ScaleDownRevision(view.Goal.Observed.Name, revision, target));
            }
        }

        foreach (var revision in view.Revisions)
        {
            if (MayRemove(view, revision) && view.IsAccepted && ScalePlan.Weightiest(view, split, revision) == 0
                && view.Find(revision) is { DesiredReplicas: <= 0, Replicas: 0, TerminatingPods: 0 })
            {
                moves.Add(new RemoveRevision(view.Goal.Observed.Name, revision));
            }
        }
    }

    /// <summary>
    /// Whether traffic has to move away from something bad. A write that fails stops those after it, so nothing comes first that this move can do without.
    /// </summary>
    private static bool IsUrgent(ClusterView view) =>
        view.Goal.Mode == GoalMode.Return || view.HasParty(static (view, party) => view.Present.Of(party) > 0 && Masking.IsDead(view, party));

    private static bool MayRemove(ClusterView view, string revision) =>
        view.IsOther(revision) && view.Goal.MayRemove.Contains(revision, StringComparer.Ordinal);
}
