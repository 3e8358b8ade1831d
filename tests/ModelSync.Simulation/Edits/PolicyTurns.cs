using ModelSync.Core.Rollouts;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>A policy that stands in the way comes or goes.</summary>
internal sealed record PolicyTurns(bool Refuses) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PolicyTurns;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        if (Refuses == !ReferenceEquals(sim.Hub.Policies.Value, PolicyView.None))
        {
            return false;
        }

        sim.Hub.Policies.Set(Refuses ? SimPolicies.Refusing : PolicyView.None);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Refuses ? "a policy stands in the way" : "the policy goes";
}
