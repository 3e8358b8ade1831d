using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <content>The questions that a reflector asks.</content>
internal sealed partial record ReflectorState
{
    // In one piece, because only then do servers answer "not older than" from their cache; except where the first list has shown that there is none.
    private ReflectorStep Relist(RelistReason reason) =>
        Seen.IsUnset && !UsesWatchList ? Start(watchList: false).Step with { Reason = reason }
        : UsesWatchList ? new ReflectorStep(ReflectorAction.WatchList, Seen, Match: null, Limit: 0, TimeSpan.Zero, reason)
        : new ReflectorStep(ReflectorAction.List, Seen, ResourceVersionMatch.NotOlderThan, ServerPages ? PageSize : 0, TimeSpan.Zero, reason);

    private ReflectorStep ListNewest(RelistReason reason) => UsesWatchList
        ? new ReflectorStep(ReflectorAction.WatchList, ResourceVersion.None, Match: null, Limit: 0, TimeSpan.Zero, reason)
        : new ReflectorStep(ReflectorAction.List, ResourceVersion.None, Match: null, PageSize, TimeSpan.Zero, reason);

    private static ReflectorStep Watch(ResourceVersion since) =>
        new(ReflectorAction.Watch, since, Match: null, Limit: 0, TimeSpan.Zero, RelistReason.First);

    private static RelistReason? NewestBecauseOf(ReflectorFailureKind kind) => kind switch
    {
        ReflectorFailureKind.Expired => RelistReason.Expired,
        ReflectorFailureKind.Behind => RelistReason.Behind,
        ReflectorFailureKind.Stale => RelistReason.Stale,
        _ => null,
    };
}
