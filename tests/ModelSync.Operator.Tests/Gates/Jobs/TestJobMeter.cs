using ModelSync.Api.Gates;
using ModelSync.Operator.Gates.Jobs;

namespace ModelSync.Operator.Tests.Gates.Jobs;

/// <summary>A meter with the gate that it is for.</summary>
internal sealed record TestJobMeter(JobMeter Meter, ModelGateSpec Spec)
{
    public Task EndAsync(CancellationToken cancellationToken) => Meter.EndAsync(cancellationToken);
}
