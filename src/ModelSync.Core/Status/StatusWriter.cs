using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>Completes a status with phase and conditions.</summary>
public static class StatusWriter
{
    /// <summary>
    /// <paramref name="next"/> with phase, conditions and observedGeneration; transition times change only where a status does, and an equal
    /// status is given back as it was, so that nothing is written.
    /// </summary>
    public static ModelRolloutStatus Complete(ModelRollout rollout, ModelRolloutStatus next, RolloutSituation situation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(situation);
        var previous = rollout.Status;
        var view = new SituationView(rollout, next, situation);
        var generation = rollout.Metadata.Generation;
        var completed = next with
        {
            ObservedGeneration = generation,
            Phase = view.Phase,
            Conditions = new ConditionSet(previous?.Conditions, generation, now).Of(RolloutConditions.Of(view)),
        };
        return previous is not null && StatusComparer.AreEqual(previous, completed) ? previous : completed;
    }
}
