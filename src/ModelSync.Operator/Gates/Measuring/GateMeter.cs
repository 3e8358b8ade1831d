using ModelSync.Core.Gates;

namespace ModelSync.Operator.Gates.Measuring;

/// <summary>A meter that looks at nothing beforehand and leaves nothing behind.</summary>
internal abstract class GateMeter : IGateMeter
{
    /// <inheritdoc/>
    public abstract string Provider { get; }

    /// <inheritdoc/>
    public virtual TimeSpan Lead => TimeSpan.Zero;

    /// <inheritdoc/>
    public virtual MeasurementOutcome OnTimeout => MeasurementOutcome.Error;

    /// <inheritdoc/>
    public virtual Task LookAsync(MeasurementContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public abstract Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
