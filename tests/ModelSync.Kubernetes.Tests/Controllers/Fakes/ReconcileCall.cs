using System.Diagnostics;
using ModelSync.Kubernetes.Controllers;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>One call of a reconciler, which waits for its end as the test wants it.</summary>
internal sealed class ReconcileCall(Request request, ReconcileContext context, CancellationToken token)
{
    private readonly TaskCompletionSource<Result> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Request Request => request;

    public ReconcileContext Context => context;

    public CancellationToken Token => token;

    /// <summary>The span that was current when the call came.</summary>
    public Activity? Current { get; } = Activity.Current;

    public Task<Result> Ended => _end.Task;

    public void Return(Result result = default) => _end.SetResult(result);

    public void Throw(Exception exception) => _end.SetException(exception);

    /// <summary>Ends as a well-behaved reconciler does when it is told to stop.</summary>
    public void EndWithToken() => token.Register(() => _end.TrySetCanceled(token));
}
