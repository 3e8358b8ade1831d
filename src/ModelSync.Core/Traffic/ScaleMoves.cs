using ModelSync.Core.Actions;

namespace ModelSync.Core.Traffic;

/// <summary>The moves that make, repair, scale and remove revisions.</summary>
internal static class ScaleMoves
{
    /// <summary>What is made, repaired or scaled up, before traffic moves.</summary>
    public static IEnumerable<PlannedAction> Up(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector, ApplyTraffic? traffic)
    {
        var isUrgent = traffic is not null && IsUrgent(view);
        foreach (var revision in Revisions(view))
        {
            var asked = view.Asked(revision);
            var target = ScalePlan.Target(view, weights, selector, revision);
            var isDue = isUrgent
                ? target > asked && view.IsStable(revision) && !view.Goal.Observed.Impediments.Any(impediment => ClusterView.Same(impediment.Reason, "NameConflict"))
                : target > asked || (view.Find(revision)?.IsDrifted == true && !MayRemove(view, revision) && Left(view, weights, split, selector, revision) >= asked);
            if (isDue)
            {
                yield return new ApplyRevision(view.Goal.Observed.Name, revision, Math.Max(asked, target));
            }
        }
    }

    // The scale-down is a write of the same object: one plan never writes it twice.
    private static int Left(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector, string revision) =>
        Math.Max(ScalePlan.Target(view, weights, selector, revision), ScaleFloor.Of(view, split, selector, revision));

    /// <summary>What is scaled down and removed, after traffic has moved away.</summary>
    public static IEnumerable<PlannedAction> Down(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector)
    {
        foreach (var revision in Revisions(view))
        {
            var target = Left(view, weights, split, selector, revision);
            if (target < view.Asked(revision))
            {
                yield return new ScaleDownRevision(view.Goal.Observed.Name, revision, target);
            }
        }

        foreach (var revision in Revisions(view))
        {
            if (MayRemove(view, revision) && view.IsAccepted && ScalePlan.Weightiest(view, split, revision) == 0
                && view.Find(revision) is { DesiredReplicas: <= 0, Replicas: 0, TerminatingPods: 0 })
            {
                yield return new RemoveRevision(view.Goal.Observed.Name, revision);
            }
        }
    }

    /// <summary>
    /// Whether traffic has to move away from something bad. A write that fails stops those after it, so nothing comes first that this move can do without.
    /// </summary>
    private static bool IsUrgent(ClusterView view) =>
        view.Goal.Mode == GoalMode.Return || view.Parties.Any(party => view.Present.Of(party) > 0 && Masking.IsDead(view, party));

    private static bool MayRemove(ClusterView view, string revision) =>
        view.IsOther(revision) && view.Goal.MayRemove.Contains(revision, StringComparer.Ordinal);

    private static IEnumerable<string> Revisions(ClusterView view) =>
        ((string?[])[view.Stable, view.Candidate, .. view.Goal.Observed.Revisions.Select(found => found.Revision)])
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
}
