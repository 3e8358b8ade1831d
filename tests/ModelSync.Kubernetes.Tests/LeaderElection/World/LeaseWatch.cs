using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Kubernetes.Tests.LeaderElection.World;

/// <summary>An open watch of the Lease; it continues in place.</summary>
public sealed class LeaseWatch : IWatch<Lease>, IAsyncEnumerator<WatchEvent<Lease>>
{
    private readonly Queue<WatchEvent<Lease>> _events = [];
    private TaskCompletionSource _arrived = new();
    private CancellationToken _cancellationToken;
    private IDisposable? _subscription;

    public WatchEvent<Lease> Current { get; private set; }

    public bool Open(LeaseServer server, LeaseLink link)
    {
        _subscription = server.Watch(change => link.Push(() =>
        {
            _events.Enqueue(change);
            var arrived = _arrived;
            _arrived = new TaskCompletionSource();
            arrived.TrySetResult();
        }));
        return true;
    }

    public IAsyncEnumerator<WatchEvent<Lease>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _cancellationToken = cancellationToken;
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        while (_events.Count == 0)
        {
            // Task.WaitAsync would continue on another thread.
            var arrived = _arrived;
            await using var cancelled = _cancellationToken.Register(() => arrived.TrySetCanceled(_cancellationToken));
            await arrived.Task;
        }

        Current = _events.Dequeue();
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        return ValueTask.CompletedTask;
    }
}
