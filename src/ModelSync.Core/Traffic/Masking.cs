namespace ModelSync.Core.Traffic;

/// <summary>Which revisions are taken out of the traffic because they do not answer, and which may stand in for them.</summary>
internal static class Masking
{
    /// <summary>How long a revision may be without a ready endpoint before its weight is taken: shorter is a pod that is being replaced.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether a revision answers at all.</summary>
    public static bool IsAlive(ClusterView view, string revision) => view.Ready(revision) > 0;

    /// <summary>
    /// Whether a revision is masked as soon as another can stand in. Without pods there is nothing to be patient for, and on the way back there is no reason
    /// to be patient with what is leaving.
    /// </summary>
    public static bool IsDead(ClusterView view, string revision) =>
        !IsAlive(view, revision)
        && (view.Find(revision) is not { Replicas: > 0 } found
            || found.NotReadyFor >= Patience
            || (view.Goal.Mode == GoalMode.Return && !view.IsStable(revision)));

    /// <summary>
    /// Whether a revision may take another's share: stable always, others only when they have a share themselves. A candidate at 0 was not let in yet, or
    /// was sent away: that stable is down for a moment does not make it good.
    /// </summary>
    public static bool MayStandIn(ClusterView view, string revision, int unmasked) =>
        IsAlive(view, revision)
        && (view.IsStable(revision) || view.Present.Of(revision) > 0 || (view.IsCandidate(revision) && unmasked > 0));

    /// <summary>When a revision that has weight and does not answer will be masked; null when none will.</summary>
    public static TimeSpan? NextMask(ClusterView view)
    {
        TimeSpan? next = null;
        foreach (var revision in view.KeepsWeights ? [] : view.Parties)
        {
            // Behind a selector that is still wide a candidate has no share left when it blinks, and keeps its place all the same.
            var hasPlace = view.Present.Of(revision) > 0 || (view.Selector is { IsWide: true } && view.IsCandidate(revision));
            if (hasPlace && !IsAlive(view, revision) && !IsDead(view, revision))
            {
                var left = Patience - (view.Find(revision)?.NotReadyFor ?? TimeSpan.Zero);
                next = next is null || left < next ? left : next;
            }
        }

        return next;
    }
}
