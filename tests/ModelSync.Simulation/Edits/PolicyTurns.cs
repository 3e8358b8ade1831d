using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Edits;

/// <summary>The policies change.</summary>
internal sealed record PolicyTurns(PolicyTrouble Trouble) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PolicyTurns;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var view = SimPolicies.Of(Trouble);
        if (ReferenceEquals(sim.Hub.Policies.Value, view))
        {
            return false;
        }

        sim.Hub.Policies.Set(view);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Trouble switch
    {
        PolicyTrouble.None => "the policies go",
        PolicyTrouble.Freeze => "a policy freezes everything for months",
        PolicyTrouble.Deny => $"a policy denies version {VersionName.Of(2)}",
        PolicyTrouble.Approval => "a policy asks for an approval that nobody gave",
        _ => "the policies cannot be read",
    };
}
