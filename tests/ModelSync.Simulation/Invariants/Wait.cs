using System.Runtime.InteropServices;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.Invariants;

/// <summary>A wait of a status: its timer, and what it belongs to. Two waits that began in the same second have one timer, and are two waits all the same.</summary>
/// <param name="Timer">The timer.</param>
/// <param name="Epoch">The candidate's epoch; null for what outlives a trial.</param>
/// <param name="Place">The step or the wave.</param>
/// <param name="IsAfterSteps">For a deadline: whether it is that of the bake, which has the last step's number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Wait(RolloutTimer Timer, long? Epoch = null, int? Place = null, bool IsAfterSteps = false)
{
    /// <summary>All waits of a status.</summary>
    public static IEnumerable<Wait> Of(ModelRolloutStatus? status) => status is null ? [] : All(status).OfType<Wait>();

    /// <summary>A step, for its pause.</summary>
    public static Wait? Step(ModelRolloutStatus status, ClusterRolloutStatus part) => Make(RolloutTimers.Step(part), status.Candidate?.Epoch, part.Step);

    /// <summary>The deadline of a step, or of a bake.</summary>
    public static Wait? Deadline(ModelRolloutStatus status, ClusterRolloutStatus part) =>
        Make(RolloutTimers.Deadline(part), status.Candidate?.Epoch, part.Step, part.Stage is ClusterStage.Baking or ClusterStage.Promoted);

    /// <summary>A bake.</summary>
    public static Wait? Bake(ModelRolloutStatus status, ClusterRolloutStatus part) => Make(RolloutTimers.Bake(part), status.Candidate?.Epoch);

    /// <summary>A way back.</summary>
    public static Wait? Return(ModelRolloutStatus status, ClusterRolloutStatus part) => Make(RolloutTimers.Return(part), status.Candidate?.Epoch);

    /// <summary>A cluster that does not answer.</summary>
    public static Wait? Lost(ClusterRolloutStatus part) => Make(RolloutTimers.Lost(part));

    /// <summary>A revision without traffic.</summary>
    public static Wait? Retiring(ClusterRolloutStatus part, RetiringRevision retiring) => Make(RolloutTimers.Retiring(part.Name, retiring));

    /// <summary>The soak of a wave.</summary>
    public static Wait? Soak(ModelRolloutStatus status) => Make(RolloutTimers.Soak(status.Wave), status.Candidate?.Epoch);

    private static IEnumerable<Wait?> All(ModelRolloutStatus status)
    {
        yield return Soak(status);
        foreach (var part in status.Clusters ?? [])
        {
            yield return Step(status, part);
            yield return Deadline(status, part);
            yield return Bake(status, part);
            yield return Return(status, part);
            yield return Lost(part);
            foreach (var retiring in part.Retiring ?? [])
            {
                yield return Retiring(part, retiring);
            }
        }
    }

    private static Wait? Make(RolloutTimer? timer, long? epoch = null, int? place = null, bool isAfterSteps = false) =>
        timer is { } running ? new Wait(running, epoch, place, isAfterSteps) : null;
}
