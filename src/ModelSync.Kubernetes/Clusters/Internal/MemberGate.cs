namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// The gate of what works for a cluster: so many requests at once and no more, and none while it is not connected. A slow or dead cluster can neither take
/// all sockets of the process nor keep its workers waiting.
/// </summary>
#pragma warning disable CA1001 // Without its wait handle the semaphore holds nothing but memory, and late requests still release it.
internal sealed class MemberGate(ClusterLink link, ClientSlot slot, bool failFast, int maxRequests) : IRequestGate
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(maxRequests, maxRequests);

    public async ValueTask<RequestPass> EnterAsync(RequestKind kind, CancellationToken cancellationToken)
    {
        link.ThrowIfClosed(failFast);
        if (kind == RequestKind.Watch)
        {
            return Pass(counter: null);
        }

        if (!_free.Wait(0, CancellationToken.None))
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            link.ThrowIfClosed(failFast);
            return Pass(_free);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public void Disturbed() => link.Disturb();

    private RequestPass Pass(SemaphoreSlim? counter) => slot.Enter(counter) ?? throw link.NotConnected(link.Current);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!failFast)
        {
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        // Who waits behind requests that hang does not wait for them once the cluster is known to be gone.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, link.Lost);
        try
        {
            link.ThrowIfClosed(failFast);
            await _free.WaitAsync(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw link.NotConnected(link.Current);
        }
    }
}
