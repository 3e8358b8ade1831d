using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Measuring;

/// <summary>What one measurement is about.</summary>
internal sealed record MeasurementContext
{
    /// <summary>The gate, and whom it judges.</summary>
    public required GateRequest Request { get; init; }

    /// <summary>What was seen when the gate was asked for last.</summary>
    public required GateScene Scene { get; init; }

    /// <summary>The gate's numbers, with all defaults.</summary>
    public required GateSettings Settings { get; init; }

    /// <summary>How many measurements of the run were made before.</summary>
    public required int Number { get; init; }

    /// <summary>The values for queries.</summary>
    public StringMap Args => Request.Gate.Args ?? StringMap.Empty;
}
