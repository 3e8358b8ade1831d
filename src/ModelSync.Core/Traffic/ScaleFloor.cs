namespace ModelSync.Core.Traffic;

/// <summary>How many pods a revision must keep for now, whatever it is to have in the end.</summary>
internal static class ScaleFloor
{
    /// <summary>The fewest pods that it may be scaled down to.</summary>
    public static int Of(ClusterView view, TrafficSplit split, ServiceSelector? selector, string revision)
    {
        if (view.Goal.Mode == GoalMode.Stop || view.Replicas == 0)
        {
            return 0;
        }

        var floor = view.IsService ? BehindService(view, selector, revision)
            : view.IsAccepted ? Capacity.Needs(ScalePlan.Weightiest(view, split, revision), view.Replicas)
            // Until the route is accepted nobody knows which of two splits is in force.
            : view.Asked(revision);
        return Math.Max(floor, BehindFormer(view, revision));
    }

    /// <summary>
    /// The route of a former traffic.type may still send everything to what was stable when the type changed; to a candidate on trial it sends nothing. A new
    /// process that has not seen the record of a candidate on its way back takes the candidate's own route for a former one.
    /// </summary>
    private static int BehindFormer(ClusterView view, string revision) =>
        view.Goal.Observed.HasFormerTraffic && !(view.IsTrial && view.IsCandidate(revision)) ? Math.Min(view.Asked(revision), view.Replicas) : 0;

    private static int BehindService(ClusterView view, ServiceSelector? selector, string revision)
    {
        var alone = ServiceSelector.Narrow(revision);
        if (selector == alone)
        {
            return view.Replicas;
        }

        var isLeaving = !view.IsStable(revision) && !(view.IsTrial && view.IsCandidate(revision));
        if (isLeaving && view.Stable is { } stable && selector == ServiceSelector.Narrow(stable))
        {
            // The narrow selector is written before, in the same plan.
            return 0;
        }

        if (view.Selector == alone)
        {
            return view.Replicas;
        }

        var partner = view.IsStable(revision) ? view.Candidate : view.Stable;
        var isSplit = view.Selector is { IsWide: true } || selector is { IsWide: true };
        return isSplit ? Math.Max(0, view.Replicas - view.Ready(partner)) : 0;
    }
}
