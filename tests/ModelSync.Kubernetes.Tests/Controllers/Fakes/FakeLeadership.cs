using ModelSync.Kubernetes.LeaderElection;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>A leadership that a test gives and takes.</summary>
internal sealed class FakeLeadership : ILeadership
{
    private readonly TaskCompletionSource<LeadershipTerm> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _lost;
    private volatile LeadershipTerm? _current;

    public LeadershipTerm? Current => _current;

    public LeadershipTerm Lead(long epoch = 1)
    {
        _lost = new CancellationTokenSource();
        var term = new LeadershipTerm(epoch, "me", _lost.Token);
        _current = term;
        _first.TrySetResult(term);
        return term;
    }

    /// <summary>The term is over by the clock, though nobody has cancelled its token yet.</summary>
    public void Expire() => _current = null;

    public void Lose()
    {
        _current = null;
        _lost!.Cancel();
    }

    public Task<LeadershipTerm> WaitAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);
}
