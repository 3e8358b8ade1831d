using System.Collections.Concurrent;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>A runnable that tells what happens to it, and does what the test wants.</summary>
public sealed class Probe(string name, ConcurrentQueue<string> story) : IRunnable
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    /// <summary>Completes when it is told to end.</summary>
    public Task Stopping => _stopping.Task;

    /// <summary>Whether it ends only when the test says so.</summary>
    public bool Drains { get; init; }

    /// <summary>Runs before anything else, on the thread of the start.</summary>
    public Action? AtStart { get; init; }

    public void End() => _mayEnd.TrySetResult();

    public void Fail(Exception exception) => _mayEnd.TrySetException(exception);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        AtStart?.Invoke();
        Tell($"{name} starts");
        _started.TrySetResult();
        await using var registration = cancellationToken.Register(() =>
        {
            Tell($"{name} is told to end");
            _stopping.TrySetResult();
            if (!Drains)
            {
                _mayEnd.TrySetResult();
            }
        });
        await _mayEnd.Task;
        Tell($"{name} ends");
    }

    private void Tell(string what) => story.Enqueue(what);
}
