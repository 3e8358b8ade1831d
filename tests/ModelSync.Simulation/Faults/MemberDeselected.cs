using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Faults;

/// <summary>The placement does not select a cluster any more.</summary>
internal sealed record MemberDeselected(int Number) : MemberFault(Number)
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PlanEdit;

    /// <inheritdoc />
    public override string ToString() => $"the placement does not select cluster {Number} any more";

    /// <inheritdoc />
    protected override bool Apply(ClusterSim sim, Member member)
    {
        var had = member.IsSelected;
        member.IsSelected = false;
        foreach (var process in sim.Processes)
        {
            process.Wake();
        }

        return had;
    }
}
