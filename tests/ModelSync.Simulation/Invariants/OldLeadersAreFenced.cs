using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 8: nothing is overwritten that was not seen. Epochs never fall, a status is only written over the one that was read, and after a newer status at
/// most one write of an older decision lands on each object.
/// </summary>
internal sealed class OldLeadersAreFenced() : Invariant(8)
{
    private readonly Dictionary<string, ModelRolloutStatus?> _stale = [];

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (!Same(before.Metadata.ResourceVersion, decided.Snapshot.Rollout.Metadata.ResourceVersion))
        {
            Break($"process {decided.Process.Number} read the rollout at {decided.Snapshot.Rollout.Metadata.ResourceVersion} and wrote it over {before.Metadata.ResourceVersion}");
        }

        if (after.Status?.Epoch < before.Status?.Epoch)
        {
            Break($"the epoch of the rollout falls from {before.Status.Epoch} to {after.Status.Epoch}");
        }
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        var former = effect.DeploymentBefore?.Epoch ?? effect.RouteBefore?.Epoch;
        if (former > effect.Decided.Epoch)
        {
            Break($"process {effect.Decided.Process.Number} writes {Name(effect.Action)} with epoch {effect.Decided.Epoch} over epoch {former}");
        }

        var live = Sim.Status;
        if (live is null || ReferenceEquals(live, effect.Decided.Decision.Status) || effect.Member is null)
        {
            return;
        }

        var name = Name(effect.Action);
        if (_stale.TryGetValue(name, out var sameStatus) && ReferenceEquals(sameStatus, live))
        {
            Break($"a second stale write lands on {name}, of process {effect.Decided.Process.Number}");
        }

        _stale[name] = live;
    }

    private static string Name(PlannedAction action) => action switch
    {
        ApplyRevision apply => $"{action.Cluster}/{apply.Revision}",
        ScaleDownRevision down => $"{action.Cluster}/{down.Revision}",
        RemoveRevision remove => $"{action.Cluster}/{remove.Revision}",
        _ => $"{action.Cluster}/route",
    };
}
