namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// The gate of a cluster's caches. They do not fail while the cluster cannot be talked to but wait, and go on the moment it can, without a back-off that
/// has grown meanwhile. Nor do they ask anybody of whom no probe has told that it is still the same cluster: the objects of another one would replace
/// what they hold, and all that was there would count as deleted. An answer that leaves open who gave it is none (429). Where it may no longer be asked (403),
/// the status warns of it, and the caches go on: to wait for rights that nobody grants would be to stand still for good.
/// </summary>
internal sealed class CacheGate(ClusterLink link, ClientSlot slot) : IRequestGate
{
    public async ValueTask<RequestPass> EnterAsync(RequestKind kind, CancellationToken cancellationToken)
    {
        await link.WaitUntilVerifiedAsync(cancellationToken).ConfigureAwait(false);
        return slot.Enter(counter: null) ?? throw link.NotConnected(link.Current);
    }

    public void Disturbed() => link.Disturb();
}
