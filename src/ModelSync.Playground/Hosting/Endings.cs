using System.Runtime.ExceptionServices;

namespace ModelSync.Playground.Hosting;

/// <summary>How to end what has begun, the last first. One that fails keeps none of the others from ending. Safe for use from many threads.</summary>
internal sealed class Endings : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Func<ValueTask>> _endings = new();

    public void Add(Func<ValueTask> end)
    {
        lock (_lock)
        {
            _endings.Push(end);
        }
    }

    public void Add(Action end) => Add(() =>
    {
        end();
        return ValueTask.CompletedTask;
    });

    /// <summary>Ends everything, and then fails as the first one did that failed.</summary>
    public async ValueTask DisposeAsync()
    {
        ExceptionDispatchInfo? failure = null;
        while (Next() is { } end)
        {
            try
            {
                await end().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failure?.Throw();
    }

    private Func<ValueTask>? Next()
    {
        lock (_lock)
        {
            return _endings.TryPop(out var end) ? end : null;
        }
    }
}
