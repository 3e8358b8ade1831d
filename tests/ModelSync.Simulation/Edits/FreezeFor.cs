using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>A policy freezes everything for a while; the policy stays, its window ends.</summary>
internal sealed record FreezeFor(int Seconds) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PolicyTurns;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var now = ClusterSim.Dawn.AddMilliseconds(sim.Agenda.Now);
        sim.Hub.Policies.Set(SimPolicies.Freeze(now.AddSeconds(-1), now.AddSeconds(Seconds)));
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"a policy freezes everything for {Seconds} s";
}
