namespace ModelSync.Playground.Serving.Connections;

/// <summary>The connections of one server, within its own limit and that of all; at rest it holds nothing. Safe for use from many threads.</summary>
internal sealed class OpenConnections(ConnectionSource source)
{
    private readonly Lock _lock = new();
    private HashSet<ServedConnection>? _open;
    private TaskCompletionSource? _allClosed;
    private int _count;
    private bool _ended;

    /// <summary>Takes a place for a connection; false when there is none, or no server any more.</summary>
    public bool TryReserve()
    {
        lock (_lock)
        {
            if (_ended || _count >= source.MostPerServer || !source.TryReserve())
            {
                return false;
            }

            _count++;
            return true;
        }
    }

    /// <summary>Adds a connection that has a place; false when the server has ended meanwhile.</summary>
    public bool Add(ServedConnection connection)
    {
        lock (_lock)
        {
            (_open ??= []).Add(connection);
            return !_ended;
        }
    }

    public void Remove(ServedConnection connection)
    {
        lock (_lock)
        {
            _open!.Remove(connection);
        }

        GiveBack();
    }

    /// <summary>Gives back a place for which there is no connection.</summary>
    public void GiveBack()
    {
        source.Release();
        TaskCompletionSource? allClosed = null;
        lock (_lock)
        {
            if (--_count == 0)
            {
                (allClosed, _allClosed) = (_allClosed, null);
            }
        }

        allClosed?.TrySetResult();
    }

    /// <summary>No more connections from now on.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
        }
    }

    public void ForEach(Action<ServedConnection> action)
    {
        ServedConnection[] open;
        lock (_lock)
        {
            open = _open is null ? [] : [.. _open];
        }

        Array.ForEach(open, action);
    }

    /// <summary>Completes when the last one that is there now, or comes meanwhile, has closed.</summary>
    public Task AllClosedAsync()
    {
        lock (_lock)
        {
            return _count == 0 ? Task.CompletedTask : (_allClosed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
