using System.Threading.Channels;
using ModelSync.Kubernetes.Controllers;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>A reconciler whose calls a test takes and ends one by one.</summary>
internal sealed class StepReconciler : IReconciler
{
    private readonly Channel<ReconcileCall> _calls = Channel.CreateUnbounded<ReconcileCall>();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public async ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        var call = new ReconcileCall(request, context, cancellationToken);
        await _calls.Writer.WriteAsync(call, CancellationToken.None);
        return await call.Ended;
    }

    public ValueTask<ReconcileCall> NextAsync(CancellationToken cancellationToken) => _calls.Reader.ReadAsync(cancellationToken);
}
