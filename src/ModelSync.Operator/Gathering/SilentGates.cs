using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Controllers;

namespace ModelSync.Operator.Gathering;

internal sealed class SilentGates : IGateRuns, IEventSource
{
    public string Name => "gates";

    public IReadOnlyList<GateRun> Read(Request rollout) => [];

    public void Follow(Request rollout, IReadOnlyList<GateRequest> wanted, long epoch, RolloutScene scene)
    {
    }

    public void Forget(Request rollout)
    {
    }

    public Task RunAsync(IRequestSink requests, CancellationToken cancellationToken) => Task.CompletedTask;
}
