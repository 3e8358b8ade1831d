using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>The right to send one request by one client.</summary>
internal sealed class RequestPass(OwnedClient owned, SemaphoreSlim? counter, CancellationToken watchesEnd) : IDisposable
{
    private int _isDisposed;

    public IKubernetesClient Client => owned.Client;

    /// <summary>Cancelled when the client was replaced and the request has had its time to end.</summary>
    public CancellationToken RequestsEnd => owned.RequestsEnd;

    /// <summary>Cancelled when a watch shall end, to be opened anew.</summary>
    public CancellationToken WatchesEnd => watchesEnd;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            owned.Leave();
            counter?.Release();
        }
    }
}
