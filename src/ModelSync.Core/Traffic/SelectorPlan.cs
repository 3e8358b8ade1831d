namespace ModelSync.Core.Traffic;

/// <summary>What the selector of a Service is now, as near as one selector comes to a split.</summary>
/// <remarks>
/// <code>
///  narrow(stable) ──candidate ready──► wide ──candidate at full scale──► narrow(candidate)
///        ▲                              │                                      │
///        └── return, stable ready ──────┴──────── return, stable ready ────────┘
/// </code>
/// </remarks>
internal static class SelectorPlan
{
    /// <summary>The selector from now on; null while there is none and none may be made.</summary>
    public static ServiceSelector? Of(ClusterView view, WeightPlan weights)
    {
        // A share is what ready pods make of it. While none is seen, another selector would be a guess.
        if (view.KeepsWeights || !view.HasParty(static (view, party) => Masking.IsAlive(view, party)))
        {
            return view.Selector ?? All(weights.Split);
        }

        // Behind a wide selector who is not ready gets nothing anyway: masking needs no write there, and neither does its end.
        var isSplit = view.IsTrial && weights.Unmasked is > 0 and < 100;
        if ((isSplit || Blinks(view, weights)) && MayBeWide(view))
        {
            return ServiceSelector.Wide;
        }

        return All(weights.Split) ?? (MayBeWide(view) ? ServiceSelector.Wide : view.Selector);
    }

    /// <summary>
    /// Whether the selector may be, or stay, wide. It is only made so with a ready endpoint on both sides, and with as many behind it as a revision with all
    /// traffic has: each then gets no more than its part. It is no write to leave it so.
    /// </summary>
    private static bool MayBeWide(ClusterView view) =>
        Readiness.MaySelectBoth(view)
        && (view.Selector is { IsWide: true }
            || (view.Ready(view.Stable) > 0 && view.Ready(view.Candidate) > 0 && view.Ready(view.Stable) + view.Ready(view.Candidate) >= view.Replicas));

    // Until its patience is over a candidate without ready endpoints keeps its place for the last weight; stable gets all of it meanwhile.
    private static bool Blinks(ClusterView view, WeightPlan weights) =>
        view is { IsTrial: true, Selector.IsWide: true, Candidate: { } candidate } && weights.Unmasked >= 100 && !Masking.IsAlive(view, candidate) && !Masking.IsDead(view, candidate);

    private static ServiceSelector? All(TrafficSplit split) => split.Sole is { } all ? ServiceSelector.Narrow(all) : null;
}
