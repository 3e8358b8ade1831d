namespace ModelSync.Core.Traffic;

/// <summary>What weights are asked for now.</summary>
/// <remarks>
/// The rules in the order in which they win:
/// <code>
/// masking    who has no ready endpoint gets 0 as soon as another answers
///    │
/// capacity   nobody rises above what its ready endpoints carry; what it cannot take stays where it is
///    │
/// monotone   the candidate's unmasked weight only falls with its aim
///    │
/// pace       it rises to its aim in one move, once all endpoints for it are ready and nothing holds it
/// </code>
/// Each write goes from a sum of 100 to a sum of 100; before the first one nobody has a weight.
/// </remarks>
internal sealed record WeightPlan
{
    /// <summary>The weights that are asked for now.</summary>
    public required TrafficSplit Split { get; init; }

    /// <summary>The candidate's weight, masking and capacity aside.</summary>
    public required int Unmasked { get; init; }

    /// <summary>
    /// What a revision would have if it had the ready endpoints for it; null when it has that. On trial it says so until it has all of it back: otherwise
    /// a share that came back in part, or that another holds for it, would pass for a decision.
    /// </summary>
    public int? Masked(ClusterView view, string revision)
    {
        if (view.Replicas == 0)
        {
            // Kept with everything else, so that what comes back with the first pods is what was there.
            return view.Recorded(revision)?.Masked;
        }

        var wanted = Wanted(view, revision);
        var isMasked = (view.IsTrial && !HasItsPods(view, revision)) || Masking.IsDead(view, revision);
        return isMasked && !Split.IsEmpty && !view.KeepsWeights && Split.Of(revision) < wanted ? wanted : null;
    }

    /// <summary>What a revision is to have, masking and capacity aside.</summary>
    public int Wanted(ClusterView view, string revision) => Wanted(view, revision, Unmasked);

    // Behind a Service a share is as near as so many pods come to it. They may carry a little less than the step asks for, and are all there will be.
    private bool HasItsPods(ClusterView view, string revision) =>
        view.IsService && Unmasked is > 0 and < 100
        && view.Ready(revision) >= (view.IsCandidate(revision) ? ServiceSplit.Pods(Unmasked, view.Replicas).Candidate : ServiceSplit.Pods(Unmasked, view.Replicas).Stable);

    /// <summary>Whether a revision has less than it would have with the ready endpoints for it.</summary>
    public bool HasMasked(ClusterView view) => FirstMasked(view) is not null;

    /// <summary>The first revision that has less than it would have; null when none has.</summary>
    public string? FirstMasked(ClusterView view)
    {
        for (var i = 0; i < view.Parties.Count; i++)
        {
            if (Masked(view, view.Parties[i]) is not null)
            {
                return view.Parties[i];
            }
        }

        return null;
    }

    public static WeightPlan Of(ClusterView view)
    {
        var unmasked = view.KeepsWeights ? view.Kept.Of(view.Candidate) : Pace(view);
        return new WeightPlan { Unmasked = unmasked, Split = view.KeepsWeights ? view.Kept : Share(view, unmasked) };
    }

    /// <summary>Pace and monotone: the present weight until everything is ready for the aim; a lower aim counts at once.</summary>
    private static int Pace(ClusterView view)
    {
        var unmasked = view.Aim > view.Standing && view.Stable is not null && !Readiness.MayRise(view) ? view.Standing : view.Aim;
        // A third revision's pods are behind a wide selector too: nothing may be split while there are any.
        return view.IsService && unmasked is > 0 and < 100 && Readiness.HasThird(view) ? 0 : unmasked;
    }

    /// <summary>Masking and capacity: the split nearest to the one wanted that may be written now.</summary>
    private static TrafficSplit Share(ClusterView view, int unmasked)
    {
        var parties = view.Parties;
        if (StandIn(view, unmasked) is not { } standIn)
        {
            // Nothing answers: any other split would be as bad, and the next one ready would have to be unmasked first.
            return view.Present;
        }

        if (view is { Goal.Mode: GoalMode.Return, Stable: { } stable } && view.Goal.ReturnElapsed >= view.AbortMax && Masking.IsAlive(view, stable))
        {
            // Enough waited. Not so while stable has no endpoint at all: then all answers would be errors, and the candidate's are at least some.
            return SplitOf(parties, [.. parties.Select(party => view.IsStable(party) ? 100 : 0)]);
        }

        var weights = new int[parties.Count];
        var left = 100;
        for (var i = 0; i < parties.Count; i++)
        {
            weights[i] = Masking.IsDead(view, parties[i]) ? 0 : Math.Min(Wanted(view, parties[i], unmasked), Ceiling(view, parties[i]));
            left -= weights[i];
        }

        LeaveWithItsOwners(view, weights, ref left);
        if (left > 0 && view.Present.IsEmpty)
        {
            return TrafficSplit.Empty;
        }

        // What is left now was a masked revision's, for everybody else keeps at least what it had. A masked revision answers nothing, so however loaded
        // the one that lives is, each of its answers is one more: it takes all of it.
        weights[standIn] += left;
        return SplitOf(parties, weights);
    }

    private static int Wanted(ClusterView view, string revision, int unmasked) =>
        view.Stable is null ? (view.IsCandidate(revision) && unmasked > 0 ? 100 : 0)
        : view.IsStable(revision) ? 100 - unmasked
        : view.IsCandidate(revision) ? unmasked
        : 0;

    /// <summary>The most that a revision may have after this write: what it has, or what it carries.</summary>
    private static int Ceiling(ClusterView view, string revision) => Math.Max(view.Present.Of(revision), view.Carries(revision));

    /// <summary>What the one that should take it cannot carry stays with those that have it and still may have it.</summary>
    private static void LeaveWithItsOwners(ClusterView view, int[] weights, ref int left)
    {
        for (var i = weights.Length - 1; i >= 0; i--)
        {
            var kept = Masking.IsDead(view, view.Parties[i]) ? 0 : Math.Clamp(view.Present.Of(view.Parties[i]) - weights[i], 0, left);
            weights[i] += kept;
            left -= kept;
        }
    }

    /// <summary>The first of the parties that may take over what a masked one had; null when nobody may.</summary>
    private static int? StandIn(ClusterView view, int unmasked)
    {
        for (var i = 0; i < view.Parties.Count; i++)
        {
            if (Masking.MayStandIn(view, view.Parties[i], unmasked))
            {
                return i;
            }
        }

        return null;
    }

    private static TrafficSplit SplitOf(List<string> parties, int[] weights)
    {
        var shares = new List<RevisionWeight>(2);
        for (var i = 0; i < weights.Length; i++)
        {
            if (i < 2 || weights[i] > 0)
            {
                shares.Add(new RevisionWeight(parties[i], weights[i]));
            }
        }

        return TrafficSplit.Of(shares);
    }
}
