using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>How many pods each revision is to have, before anything that has to be kept a while longer.</summary>
internal static class ScalePlan
{
    /// <summary>The pods that a revision is to have.</summary>
    public static int Target(ClusterView view, WeightPlan weights, ServiceSelector? selector, string revision)
    {
        if (view.Goal.Mode == GoalMode.Stop || (view.Replicas == 0 && !view.IsOther(revision)))
        {
            return 0;
        }

        return view.IsStable(revision) ? ForStable(view, weights, selector)
            : view.IsCandidate(revision) && view.IsTrial ? ForTrial(view, weights)
            : ForLeaving(view, weights, selector, revision);
    }

    /// <summary>The pods that the candidate needs for a weight, with what its plan wants besides.</summary>
    public static int ForCandidate(ClusterView view, int weight)
    {
        var strategy = view.Goal.Plan.Strategy;
        if (weight >= 100 || view.Replicas == 0)
        {
            return view.Replicas;
        }

        if (view.IsService && weight > 0)
        {
            // The number of pods is the weight: minReplicas or a full scale would be another one.
            return ServiceSplit.Pods(weight, view.Replicas).Candidate;
        }

        if (strategy.Type == StrategyType.BlueGreen)
        {
            return weight > 0 ? view.Replicas : Math.Clamp(strategy.BlueGreen?.PreviewReplicas ?? 1, 1, view.Replicas);
        }

        var least = Math.Clamp(strategy.Canary?.MinReplicas ?? 1, 1, view.Replicas);
        return strategy.Canary?.Scale == CandidateScale.Full && !view.IsService ? view.Replicas : Math.Max(least, Capacity.Needs(weight, view.Replicas));
    }

    /// <summary>Whether stable gives up pods while the candidate has weight; behind one Service it has to anyway.</summary>
    public static bool Shrinks(ClusterView view) =>
        view is { IsService: false, Stable: not null, Candidate: not null, Goal.Mode: GoalMode.Advance }
        && view.Goal.Plan.Strategy is { Type: not StrategyType.BlueGreen, Canary.StableScale: StableScale.Shrink };

    private static int ForTrial(ClusterView view, WeightPlan weights)
    {
        // The first pods must not come behind a selector that is still wide for the sake of two others.
        if (view is { Stable: not null, Selector.IsWide: true, Standing: 0 } && view.Present.Of(view.Candidate) == 0 && Readiness.HasThird(view))
        {
            return view.Asked(view.Candidate);
        }

        // What it carries for a stable that is masked needs its pods, too, and no hold stands against that.
        var carried = view.IsService || view.Stable is null ? 0 : Capacity.Needs(weights.Split.Of(view.Candidate), view.Replicas);
        var wanted = Math.Max(carried, view.Goal.ScalesInFull ? view.Replicas : ForCandidate(view, view.Aim));
        if (!view.IsHeld)
        {
            return wanted;
        }

        // Held it stays where it is, but not below what its present weight needs: that is repair, and it is how more replicas reach it.
        var standing = Math.Min(view.Standing, view.Aim);
        var least = Math.Max(carried, standing > 0 ? ForCandidate(view, standing) : 0);
        return Math.Clamp(view.Asked(view.Candidate), least, Math.Max(least, wanted));
    }

    private static int ForStable(ClusterView view, WeightPlan weights, ServiceSelector? selector)
    {
        if (view.IsService)
        {
            return !view.IsTrial ? view.Replicas
                // Scaled up behind the wide selector it would take from the candidate what that has: it comes back once the selector is narrow.
                : weights.Unmasked >= 100 && view.Selector is { IsWide: true } ? view.Asked(view.Stable)
                : weights.Unmasked is > 0 and < 100 && selector is { IsWide: true } ? ServiceSplit.Pods(weights.Unmasked, view.Replicas).Stable
                : view.Replicas;
        }

        if (!Shrinks(view) || view.Goal.IsLastStep || view.Present.IsEmpty)
        {
            return view.Replicas;
        }

        var weight = Weightiest(view, weights.Split, view.Stable!);
        var floor = Capacity.Needs(Math.Clamp(view.Goal.Plan.Strategy.Canary?.StableFloorPercent ?? 50, 0, 100), view.Replicas);
        return Math.Max(1, Math.Max(floor, Capacity.Needs(Math.Max(weight, 100 - weights.Unmasked), view.Replicas)));
    }

    /// <summary>A revision that is on its way out, or out: never scaled up again, and down once nothing comes to it and its delay is over.</summary>
    private static int ForLeaving(ClusterView view, WeightPlan weights, ServiceSelector? selector, string revision)
    {
        var asked = view.Asked(revision);
        if (view is { IsService: true, Stable: { } stable })
        {
            if (selector == ServiceSelector.Narrow(stable) && (view.IsCandidate(revision) || view.Present.Of(revision) > 0))
            {
                // A Service does not close connections: only the end of the pods does.
                return 0;
            }

            if (selector is { IsWide: true } && view.IsCandidate(revision))
            {
                // Its share falls with each pod of stable that gets ready, while a full set stays behind the selector.
                return Math.Min(asked, Math.Max(1, view.Replicas - view.Ready(stable)));
            }
        }

        var isIdle = Weightiest(view, weights.Split, revision) == 0;
        return isIdle && view.Goal.MayScaleDown.Contains(revision, StringComparer.Ordinal) ? 0 : asked;
    }

    /// <summary>The highest weight that may still reach a revision: in force, asked for before, or asked for now.</summary>
    public static int Weightiest(ClusterView view, TrafficSplit split, string revision) =>
        Math.Max(view.InForce(revision), Math.Max(view.Present.Of(revision), split.Of(revision)));
}
