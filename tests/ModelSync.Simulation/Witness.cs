using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation;

/// <summary>Somebody who is told everything that really happens in a world: invariants, coverage, the teller of stories.</summary>
internal abstract class Witness
{
    /// <summary>The world began.</summary>
    public virtual void Begun(ClusterSim sim)
    {
    }

    /// <summary>A process decided; nothing is done yet.</summary>
    public virtual void Decided(Decided decided)
    {
    }

    /// <summary>A process wrote the rollout's status.</summary>
    public virtual void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
    }

    /// <summary>A process wrote something else.</summary>
    public virtual void EffectWritten(Effect effect)
    {
    }

    /// <summary>A process came to an action that needed no write: a dry run, or what is as it should be already.</summary>
    public virtual void NeededNoWrite(Decided decided, PlannedAction action)
    {
    }

    /// <summary>A process is through with a decision that was written down, and tells its events.</summary>
    public virtual void Finished(Decided decided)
    {
    }

    /// <summary>A fault struck or somebody edited something; <paramref name="state"/> is the rollout's before it; <paramref name="hadEffect"/> is false when there was nothing that it could touch.</summary>
    public virtual void Happened(WorldState state, Incident incident, bool hadEffect)
    {
    }

    /// <summary>A process died.</summary>
    public virtual void Died(OperatorProcess process)
    {
    }

    /// <summary>Nothing more happens by itself.</summary>
    public virtual void CameToRest(Rest rest)
    {
    }
}
