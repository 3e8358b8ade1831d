using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation;

/// <summary>All witnesses of a world.</summary>
internal sealed class Audience(IReadOnlyList<Witness> witnesses) : Witness
{
    /// <inheritdoc />
    public override void Begun(ClusterSim sim)
    {
        foreach (var witness in witnesses)
        {
            witness.Begun(sim);
        }
    }

    /// <inheritdoc />
    public override void Decided(Decided decided)
    {
        foreach (var witness in witnesses)
        {
            witness.Decided(decided);
        }
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        foreach (var witness in witnesses)
        {
            witness.StatusWritten(decided, before, after);
        }
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        foreach (var witness in witnesses)
        {
            witness.EffectWritten(effect);
        }
    }

    /// <inheritdoc />
    public override void NeededNoWrite(Decided decided, PlannedAction action)
    {
        foreach (var witness in witnesses)
        {
            witness.NeededNoWrite(decided, action);
        }
    }

    /// <inheritdoc />
    public override void Finished(Decided decided)
    {
        foreach (var witness in witnesses)
        {
            witness.Finished(decided);
        }
    }

    /// <inheritdoc />
    public override void Happened(WorldState state, Incident incident, bool hadEffect)
    {
        foreach (var witness in witnesses)
        {
            witness.Happened(state, incident, hadEffect);
        }
    }

    /// <inheritdoc />
    public override void Died(OperatorProcess process)
    {
        foreach (var witness in witnesses)
        {
            witness.Died(process);
        }
    }

    /// <inheritdoc />
    public override void CameToRest(Rest rest)
    {
        foreach (var witness in witnesses)
        {
            witness.CameToRest(rest);
        }
    }
}
