namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// The gate of a cluster's caches. They do not fail while the cluster cannot be talked to but wait, and go on the moment it can, without a back-off that
/// has grown meanwhile. Nor do they ask anybody of whom no probe has told that it is still the same cluster: the objects of another one would replace
/// what they hold, and all that was there would count as deleted. An answer that leaves open who gave it is none (429). Where it may no longer be asked (403),
/// the status warns of it, and the caches go on: to wait for rights that nobody grants would be to stand still for good.
/// </summary>
/// <remarks>
/// Where requests need no connection (the local cluster), caches need none either: they wait for a probe to come to an end, which is soon, and stop only
/// where it told that another cluster answers.
/// </remarks>
internal sealed class CacheGate(ClusterLink link, ClientSlot slot, bool needsConnection) : IRequestGate
{
    /// <summary>Whether the caches may begin: where they need no connection, a first probe that failed does not keep them from it.</summary>
    public bool MayBegin(Connection connection) => connection.State == ClusterState.Connected
        || (!needsConnection && connection is { Failures: > 0, IsAnother: false } && slot.Current is not null);

    public async ValueTask<RequestPass> EnterAsync(RequestKind kind, CancellationToken cancellationToken)
    {
        await (needsConnection ? link.WaitUntilVerifiedAsync(cancellationToken) : link.WaitUntilProbedAsync(cancellationToken)).ConfigureAwait(false);
        return slot.Enter(counter: null) ?? throw link.NotConnected(link.Current);
    }

    public void Disturbed() => link.Disturb();
}
