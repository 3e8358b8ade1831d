using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>One client that was made for a cluster, and how many requests use it: it is closed when it has been replaced and the last of them has ended.</summary>
#pragma warning disable CA1001 // The sources hold nothing but memory, and requests may link to their tokens at any time.
internal sealed class OwnedClient(IKubernetesClient client)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _requestsEnd = new();
    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _watchesEnd = new();
    private int _users;
    private bool _isRetired;
    private Task? _closed;

    public IKubernetesClient Client => client;

    /// <summary>Cancelled when requests have had their time to end.</summary>
    public CancellationToken RequestsEnd => _requestsEnd.Token;

    /// <summary>Counts one user more; false where the client was replaced.</summary>
    /// <param name="watchesEnd">Cancelled when the user's watch shall end; taken together with the count, so that no end in between is missed.</param>
    public bool TryEnter(out CancellationToken watchesEnd)
    {
        lock (_gate)
        {
            watchesEnd = _watchesEnd.Token;
            if (_isRetired)
            {
                return false;
            }

            _users++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _users--;
            CompleteWhenFree_NeedsLock();
        }
    }

    /// <summary>Ends the watches that are open now; later ones are not concerned.</summary>
    public Task EndWatchesAsync()
    {
        CancellationTokenSource ending;
        lock (_gate)
        {
            ending = _watchesEnd;
            _watchesEnd = new CancellationTokenSource();
        }

        return ending.CancelAsync();
    }

    /// <summary>Takes no new requests, ends the watches, gives requests a while, ends those that are left, and closes. Twice is the same as once.</summary>
    public async Task RetireAsync(TimeSpan grace, TimeProvider timeProvider, CancellationToken hurry)
    {
        lock (_gate)
        {
            _isRetired = true;
            CompleteWhenFree_NeedsLock();
        }

        await EndWatchesAsync().ConfigureAwait(false);
        try
        {
            await _free.Task.WaitAsync(grace, timeProvider, hurry).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await _requestsEnd.CancelAsync().ConfigureAwait(false);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private Task CloseAsync()
    {
        lock (_gate)
        {
            return _closed ??= Task.Run(async () => await client.DisposeAsync().ConfigureAwait(false));
        }
    }

    private void CompleteWhenFree_NeedsLock()
    {
        if (_isRetired && _users == 0)
        {
            _free.TrySetResult();
        }
    }
}
