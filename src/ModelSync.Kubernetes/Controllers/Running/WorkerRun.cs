using ModelSync.Kubernetes.LeaderElection;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>One time of working, from the beginning of a term (or of the process) to its end.</summary>
internal sealed class WorkerRun : IDisposable
{
    private readonly ILeadership? _leadership;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;

    public WorkerRun(ILeadership? leadership, LeadershipTerm? term, CancellationToken cancellationToken)
    {
        _leadership = leadership;
        Term = term;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, term?.Lost ?? CancellationToken.None);
        Stop = _stop.Token;
        _registration = Stop.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _ended);
    }

    /// <summary>The term in which is worked; null without leader election.</summary>
    public LeadershipTerm? Term { get; }

    /// <summary>Cancelled when no more may be done.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Completes when the run is over; fails where our own code has.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// Whether a reconcile may begin now. The leadership is asked too, because it says no from the moment on at which others may lead, while a token
    /// is only as quick as the thread that cancels it.
    /// </summary>
    public bool MayWork => !Stop.IsCancellationRequested && !IsTermOver;

    private bool IsTermOver => Term is not null && _leadership?.Current?.Epoch != Term.Epoch;

    /// <summary>Ends the run where the term is over, though its token does not say so yet.</summary>
    public void EndIfTermIsOver()
    {
        if (IsTermOver)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Ends the run because of a mistake in the runtime itself.</summary>
    public void Fail(Exception exception)
    {
        _ended.TrySetException(exception);
        _stop.Cancel();
    }

    public void Dispose()
    {
        _registration.Dispose();
        _stop.Dispose();
    }
}
