using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Coverage;

/// <summary>Counts the incidents that had an effect, by the state in which they struck.</summary>
internal sealed class CoverageWitness(CoverageTable table) : Witness
{
    /// <inheritdoc />
    public override void Happened(WorldState state, Incident incident, bool hadEffect)
    {
        if (hadEffect)
        {
            table.Add(state, incident.Kind);
        }
    }
}
