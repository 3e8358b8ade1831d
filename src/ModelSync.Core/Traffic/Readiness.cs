namespace ModelSync.Core.Traffic;

/// <summary>What has to be ready before a weight rises.</summary>
internal static class Readiness
{
    /// <summary>Whether the candidate's weight may go to its aim now.</summary>
    public static bool MayRise(ClusterView view) =>
        !view.IsHeld
        && IsReady(view)
        && !view.HasParty(static (view, party) => view.IsOther(party) && view.Present.Of(party) > 0)
        && (!view.IsService || view.Aim is 0 or 100 || MaySelectBoth(view));

    /// <summary>
    /// Whether the aim has its endpoints. A trial asks for the candidate's alone: a stable that is broken is the best reason to go on, and only a stable
    /// that was shrunk is waited for.
    /// </summary>
    public static bool IsReady(ClusterView view) => view.Goal.Mode switch
    {
        GoalMode.Stop => true,
        GoalMode.Advance or GoalMode.Bake when view.Candidate is not null =>
            view.Ready(view.Candidate) >= ScalePlan.ForCandidate(view, view.Aim) && IsStableBack(view),
        _ => view.Stable is null || view.Ready(view.Stable) >= view.Replicas,
    };

    /// <summary>With a shrunk stable, whether it is back at full scale for the last step; one that cannot get there is not waited for.</summary>
    public static bool IsStableBack(ClusterView view) =>
        !view.Goal.IsLastStep
        || !ScalePlan.Shrinks(view)
        || view.Ready(view.Stable) >= view.Replicas
        || view.Find(view.Stable) is { Problem: not null }
        || (view.Stable is { } stable && view.Asked(stable) >= view.Replicas && Masking.IsDead(view, stable));

    /// <summary>
    /// Whether a failure could take traffic back by weight alone. Behind a Service stable only grows again once the selector is narrow, and the bake waits for
    /// that; for a stable that cannot get there it does not.
    /// </summary>
    public static bool MayGoBack(ClusterView view) =>
        view is not { IsService: true, Goal.Mode: GoalMode.Advance, Aim: 100, Stable: { } stable, Candidate: { } candidate }
        || view.Selector != ServiceSelector.Narrow(candidate)
        || view.Ready(stable) >= view.Replicas
        || view.Find(stable) is { Problem: not null }
        || (view.Asked(stable) >= view.Replicas && Masking.IsDead(view, stable));

    /// <summary>Whether pods of a revision that is neither stable nor the candidate are there, or still end.</summary>
    public static bool HasThird(ClusterView view)
    {
        for (var i = 0; i < view.Revisions.Count; i++)
        {
            if (view.IsOther(view.Revisions[i]) && view.HasPods(view.Revisions[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a wide selector would select stable and the candidate, and nobody else.</summary>
    public static bool MaySelectBoth(ClusterView view) => view.HasPods(view.Stable) && view.HasPods(view.Candidate) && !HasThird(view);
}
