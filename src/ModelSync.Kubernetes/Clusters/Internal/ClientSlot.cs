using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Which client a cluster's requests go by now; thread-safe.</summary>
internal sealed class ClientSlot
{
    private readonly Lock _gate = new();
    private OwnedClient? _current;
    private bool _isClosed;

    /// <summary>The present client; null before the first and after the last.</summary>
    public OwnedClient? Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>A pass for the present client, which gives the counter back in the end; null where there is none.</summary>
    public RequestPass? Enter(SemaphoreSlim? counter)
    {
        // One that was replaced meanwhile is not entered, and then there is another.
        while (Current is { } current)
        {
            if (current.TryEnter(out var watchesEnd))
            {
                return new RequestPass(current, counter, watchesEnd);
            }
        }

        return null;
    }

    /// <summary>Takes the first client over; false where there is one already, or the slot is closed: then it stays the caller's.</summary>
    public bool TryFill(IKubernetesClient client)
    {
        lock (_gate)
        {
            if (_isClosed || _current is not null)
            {
                return false;
            }

            _current = new OwnedClient(client);
            return true;
        }
    }

    /// <summary>Takes a client over in place of the present one, which is given back to be retired; false where the slot is closed.</summary>
    public bool TryExchange(IKubernetesClient client, out OwnedClient? replaced)
    {
        lock (_gate)
        {
            replaced = _current;
            if (_isClosed)
            {
                replaced = null;
                return false;
            }

            _current = new OwnedClient(client);
            return true;
        }
    }

    /// <summary>Takes no client any more, and gives the last one back to be retired.</summary>
    public OwnedClient? Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            var last = _current;
            _current = null;
            return last;
        }
    }
}
