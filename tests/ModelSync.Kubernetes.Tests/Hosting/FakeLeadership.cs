using System.Collections.Concurrent;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>An election whose outcome the test decides.</summary>
public sealed class FakeLeadership(ConcurrentQueue<string> story) : ILeadership, IRunnable, IDisposable
{
    private readonly TaskCompletionSource<LeadershipTerm> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _term = new();

    public LeadershipTerm? Current { get; private set; }

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<LeadershipTerm> WaitAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

    public void Win()
    {
        Current = new LeadershipTerm(1, "me", _term.Token);
        _first.TrySetResult(Current);
    }

    public void Lose()
    {
        Current = null;
        _term.Cancel();
        _lost.TrySetResult();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Started.TrySetResult();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await Task.WhenAny(stopped.Task, _lost.Task);
        if (_term.IsCancellationRequested)
        {
            throw new LeadershipLostException("the election says why");
        }

        story.Enqueue("released");

        Current = null;
        await _term.CancelAsync();
    }

    public void Dispose() => _term.Dispose();
}
