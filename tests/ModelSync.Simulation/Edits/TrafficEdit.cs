using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>Something else is to split the traffic.</summary>
internal sealed record TrafficEdit(TrafficType Type) : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.TrafficEdit;

    /// <inheritdoc />
    public override string ToString() => $"traffic.type becomes {Type}";

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => spec with { Traffic = Plans.Traffic(Type) };
}
