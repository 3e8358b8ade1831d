using ModelSync.Api.Conditions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>How far a cluster is from its goal.</summary>
internal static class ClusterProgress
{
    /// <summary>Whether the weight that is aimed at is in force.</summary>
    public static bool IsAtWeight(ClusterView view)
    {
        if (view.Goal.Mode == GoalMode.Stop)
        {
            return view.Goal.Observed.Revisions.All(static found => found is { DesiredReplicas: 0, Replicas: 0 });
        }

        if (view.Home is not { } home || (view.Stable is null && view.Aim == 0))
        {
            return true;
        }

        var aim = view.Stable is { } stable && view.Candidate is { } candidate ? TrafficSplit.Between(stable, candidate, view.Aim) : TrafficSplit.All(home);
        return view.Goal.Observed.Traffic is { IsAccepted: true } traffic
            && (view.IsService ? IsSelected(view, aim) : traffic.Written.Equals(aim) && traffic.Observed.Equals(aim));
    }

    /// <summary>Whether the candidate has its weight and a dead stable's besides: a stable that is broken must not hold up its successor.</summary>
    public static bool StandsIn(ClusterView view, WeightPlan weights) =>
        view is { Goal.Mode: GoalMode.Advance or GoalMode.Bake, Stable: { } stable, Candidate: { } candidate }
        && Masking.IsDead(view, stable)
        && weights.Split.Of(candidate) == 100
        && view.Goal.Observed.Traffic is { IsAccepted: true } traffic
        && traffic.Observed.Of(candidate) == 100
        && (view.IsService || traffic.Written.Equals(weights.Split));

    /// <summary>Revisions that only wait to be scaled down.</summary>
    public static IReadOnlyList<string> WithoutTraffic(ClusterView view, TrafficSplit split)
    {
        if (view.Goal.Mode == GoalMode.Stop)
        {
            return [];
        }

        List<string>? waiting = null;
        foreach (var found in view.Goal.Observed.Revisions)
        {
            var isLeaving = !view.IsStable(found.Revision) && !(view.IsTrial && view.IsCandidate(found.Revision));
            if (isLeaving && (found.Replicas > 0 || found.DesiredReplicas > 0) && ScalePlan.Weightiest(view, split, found.Revision) == 0)
            {
                (waiting ??= []).Add(found.Revision);
            }
        }

        return waiting ?? (IReadOnlyList<string>)[];
    }

    /// <summary>What is waited for; the first that stands in the way.</summary>
    public static Impediment? Waiting(ClusterView view, WeightPlan weights, bool isAtWeight)
    {
        var cluster = view.Goal.Observed.Name;
        if (view.Goal.Observed.Impediments.Count > 0)
        {
            return view.Goal.Observed.Impediments[0];
        }

        if (view.Goal.Observed.LastRefusal is { } refusal)
        {
            return refusal;
        }

        if (view.Replicas == 0 && view.Goal.Mode != GoalMode.Stop)
        {
            return new Impediment(ConditionReasons.ScaledToZero, $"spec.replicas is 0: nothing is started and the weights stay in cluster {cluster} until it is higher.");
        }

        if (weights.FirstMasked(view) is { } masked)
        {
            return new Impediment(ConditionReasons.Masked, $"Revision {masked} has too few ready endpoints for its weight of {weights.Masked(view, masked)} in cluster {cluster}: another serves until it has them.");
        }

        if (!Readiness.IsReady(view) || !Readiness.MayGoBack(view))
        {
            return ForCapacity(view);
        }

        if (isAtWeight)
        {
            return null;
        }

        return view.Goal.Mode == GoalMode.Stop ? new Impediment(ConditionReasons.WaitingForPods, $"Pods still end in cluster {cluster}.")
            : view.IsHeld ? new Impediment(ConditionReasons.Held, $"The weight stays at {weights.Unmasked} in cluster {cluster}: nothing may rise now.")
            : view.IsService && Readiness.HasThird(view) ? new Impediment(ConditionReasons.WaitingForPods, $"Pods of an older revision still end in cluster {cluster}: traffic is split once they are gone.")
            : new Impediment(ConditionReasons.WaitingForTraffic, $"The weights of {weights.Split} are not in force yet in cluster {cluster}.");
    }

    /// <summary>When something changes by time alone.</summary>
    public static TimeSpan? RequeueAfter(ClusterView view, WeightPlan weights, bool isAtWeight)
    {
        var next = Masking.NextMask(view, weights);
        if (view is { Goal.Mode: GoalMode.Return, KeepsWeights: false } && !isAtWeight && view.AbortMax > view.Goal.ReturnElapsed)
        {
            var left = view.AbortMax - view.Goal.ReturnElapsed;
            next = next is null || left < next ? left : next;
        }

        return next;
    }

    private static bool IsSelected(ClusterView view, TrafficSplit aim)
    {
        if (aim.Sole is { } alone)
        {
            return view.Selector == ServiceSelector.Narrow(alone);
        }

        // Stable may have fewer ready than it should, for a stable that is broken must not hold up its successor, but no more.
        var pods = ServiceSplit.Pods(view.Aim, view.Replicas);
        return view.Selector is { IsWide: true }
            && Readiness.MaySelectBoth(view)
            && view.Asked(view.Stable) == pods.Stable && view.Ready(view.Stable) > 0 && view.Ready(view.Stable) <= pods.Stable
            && view.Asked(view.Candidate) == pods.Candidate && view.Ready(view.Candidate) == pods.Candidate;
    }

    private static Impediment ForCapacity(ClusterView view)
    {
        var isTrial = view.IsTrial && view.Candidate is not null;
        var needed = isTrial ? ScalePlan.ForCandidate(view, view.Aim) : view.Replicas;
        var waitsForStable = !isTrial || view.Ready(view.Candidate) >= needed;
        var revision = waitsForStable ? view.Stable : view.Candidate;
        var problem = view.Find(revision)?.Problem is { } found ? $" ({found.Kind}: {found.Message})" : "";
        return new Impediment(
            ConditionReasons.WaitingForCapacity,
            $"Revision {revision} has {view.Ready(revision)} of {(waitsForStable ? view.Replicas : needed)} ready endpoints in cluster {view.Goal.Observed.Name}{problem}.");
    }
}
