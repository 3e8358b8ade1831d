namespace ModelSync.Kubernetes.Caching.Internal;

/// <content>Lists that are the beginning of a watch.</content>
internal sealed partial record ReflectorState
{
    private const int MaxUnfinishedWatchLists = 2;

    private bool UsesWatchList { get; init; }

    /// <summary>How many have ended in good order before the end of the present objects, since one last came to it.</summary>
    private int UnfinishedWatchLists { get; init; }

    private ReflectorState AfterWatchListFailed(ReflectorFailure failure)
    {
        if (failure.Kind == ReflectorFailureKind.WatchListUnsupported)
        {
            return WithoutWatchList();
        }

        return MustNotBeOlder && NewestBecauseOf(failure.Kind) is { } reason
            ? this with { Step = ListNewest(reason) }
            : Failed(failure.RetryAfter, Step);
    }

    // A server that does so again and again does not know what it was asked; once, it may have been shut down, or the client exchanged.
    private ReflectorState AfterWatchListEnded(ReflectorInput.WatchEnded ended)
    {
        if (ended.Failure is { } failure)
        {
            return AfterWatchListFailed(failure);
        }

        var next = this with { UnfinishedWatchLists = UnfinishedWatchLists + 1 };
        return next.UnfinishedWatchLists < MaxUnfinishedWatchLists ? next.Failed(retryAfter: null, Step) : next.WithoutWatchList();
    }

    private ReflectorState WithoutWatchList()
    {
        var next = this with { UsesWatchList = false };
        return next with { Step = next.Relist(Step.Reason) };
    }
}
