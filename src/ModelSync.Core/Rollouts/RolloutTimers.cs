using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Rollouts;

/// <summary>The timers of a status: the planner asks for them by the same keys as the clock observes.</summary>
public static class RolloutTimers
{
    /// <summary>All timers that run.</summary>
    public static IEnumerable<RolloutTimer> Of(ModelRolloutStatus? status)
    {
        if (status is null)
        {
            return [];
        }

        var timers = new List<RolloutTimer>();
        Add(timers, Soak(status.Wave));
        Add(timers, Pause(status.Pause));
        foreach (var cluster in status.Clusters ?? [])
        {
            Add(timers, Step(cluster));
            Add(timers, Deadline(cluster));
            Add(timers, Bake(cluster));
            Add(timers, Return(cluster));
            Add(timers, Lost(cluster));
            foreach (var retiring in cluster.Retiring ?? [])
            {
                Add(timers, Retiring(cluster.Name, retiring));
            }
        }

        return timers;
    }

    /// <summary>A cluster's step; null while it has none.</summary>
    public static RolloutTimer? Step(ClusterRolloutStatus? cluster) => At(RolloutTimerKind.Step, cluster?.Name, cluster?.StepStartedAt, cluster?.Step);

    /// <summary>The deadline of a cluster's step; null while it does not run.</summary>
    public static RolloutTimer? Deadline(ClusterRolloutStatus? cluster) => At(RolloutTimerKind.Deadline, cluster?.Name, cluster?.DeadlineStartedAt, cluster?.Step);

    /// <summary>A cluster's bake; null before it.</summary>
    public static RolloutTimer? Bake(ClusterRolloutStatus? cluster) => At(RolloutTimerKind.Bake, cluster?.Name, cluster?.BakeStartedAt);

    /// <summary>A cluster that does not answer; null for one that does.</summary>
    public static RolloutTimer? Lost(ClusterRolloutStatus? cluster) => At(RolloutTimerKind.Lost, cluster?.Name, cluster?.LostSince);

    /// <summary>A revision without traffic in a cluster; null when its time does not run.</summary>
    public static RolloutTimer? Retiring(string? cluster, RetiringRevision? retiring) =>
        At(RolloutTimerKind.Retiring, $"{cluster}/{retiring?.Revision}", retiring?.Since);

    /// <summary>The way back of the candidate in a cluster; null when it is not on it.</summary>
    public static RolloutTimer? Return(ClusterRolloutStatus? cluster) => At(RolloutTimerKind.Return, cluster?.Name, cluster?.ReturnStartedAt);

    /// <summary>The soak of the wave under way; null before it.</summary>
    public static RolloutTimer? Soak(WaveStatus? wave) => At(RolloutTimerKind.Soak, wave?.Name, wave?.SoakStartedAt);

    /// <summary>A pause of the whole rollout; null when there is none.</summary>
    public static RolloutTimer? Pause(PauseStatus? pause) => At(RolloutTimerKind.Pause, subject: null, pause?.Since);

    private static RolloutTimer? At(RolloutTimerKind kind, string? subject, KubeTime? startedAt, int? step = null) =>
        startedAt is { IsZero: false } start ? new RolloutTimer(kind, subject, start) { Step = step ?? 0 } : null;

    private static void Add(List<RolloutTimer> timers, RolloutTimer? timer)
    {
        if (timer is { } running)
        {
            timers.Add(running);
        }
    }
}
