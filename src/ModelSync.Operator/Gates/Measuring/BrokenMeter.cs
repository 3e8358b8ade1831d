namespace ModelSync.Operator.Gates.Measuring;

/// <summary>Says why a gate cannot be measured, for one that a server without CEL let through.</summary>
internal sealed class BrokenMeter(string problem) : GateMeter
{
    /// <inheritdoc/>
    public override string Provider => "none";

    /// <inheritdoc/>
    public override Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken) =>
        Task.FromResult(GateReading.Error(problem));
}
