using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Playground.Nodes;

/// <summary>Is told about pods, by one teller at a time.</summary>
internal interface IPodObserver
{
    /// <summary>A pod is new or has changed; the teller waits, so that a burst of pods can't pile up without bound.</summary>
    ValueTask ChangedAsync(Pod pod, CancellationToken cancellationToken);

    /// <summary>A pod is gone.</summary>
    void Gone(string podUid);

    /// <summary>These are all that exist; any other is gone.</summary>
    void Replaced(IReadOnlySet<string> podUids);
}
