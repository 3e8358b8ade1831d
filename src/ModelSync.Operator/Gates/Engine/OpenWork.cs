namespace ModelSync.Operator.Gates.Engine;

/// <summary>Counts what was started and has not ended. Thread-safe.</summary>
internal sealed class OpenWork
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _isClosed;

    /// <summary>Starts work that does not throw.</summary>
    public void Start(Func<Task> work)
    {
        lock (_lock)
        {
            _count++;
        }

        _ = Task.Run(() => RunAsync(work), CancellationToken.None);
    }

    /// <summary>Completes when all has ended, and nothing is started any more.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_count == 0)
            {
                _ended.TrySetResult();
            }
        }

        return _ended.Task;
    }

    private async Task RunAsync(Func<Task> work)
    {
        await work().ConfigureAwait(false);
        lock (_lock)
        {
            _count--;
            if (_isClosed && _count == 0)
            {
                _ended.TrySetResult();
            }
        }
    }
}
