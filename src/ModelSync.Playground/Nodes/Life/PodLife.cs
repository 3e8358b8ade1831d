using System.Collections.Immutable;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>The state of one pod on its node. <see cref="PodMachine"/> takes it on; nothing else changes it.</summary>
internal sealed record PodLife
{
    /// <summary>When the node took it on.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required ImmutableArray<ContainerLife> InitContainers { get; init; }

    public required ImmutableArray<ContainerLife> Containers { get; init; }

    public string Phase { get; init; } = PodPhase.Pending;

    /// <summary>Why the pod as a whole has failed; null when it has not.</summary>
    public PodFailure? Failure { get; init; }

    /// <summary>The four conditions that a kubelet writes.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>When it was told to end.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>It was told to end, and nothing of it runs any more.</summary>
    public bool MayGo { get; init; }

    public bool IsOver => Phase is PodPhase.Succeeded or PodPhase.Failed;

    public bool HasStarted => InitContainers.Any(container => !container.HasNeverRun) || Containers.Any(container => !container.HasNeverRun);

    /// <summary>A pod that was just bound, or one of an earlier run, whose containers go on as its status tells.</summary>
    public static PodLife Begin(KubeletPod pod, DateTimeOffset now) => new()
    {
        StartedAt = pod.Status?.StartTime is { } started ? started.ToDateTimeOffset() : now,
        InitContainers = Adopt(pod.Spec?.InitContainers, pod.Status?.InitContainerStatuses, now),
        Containers = Adopt(pod.Spec?.Containers, pod.Status?.ContainerStatuses, now),
        Conditions = [.. (pod.Status?.Conditions ?? []).Where(condition => PodConditions.IsOurs(condition.Type))],
    };

    private static ImmutableArray<ContainerLife> Adopt(
        IReadOnlyList<KubeletContainer>? containers, IReadOnlyList<ContainerStatus>? statuses, DateTimeOffset now)
    {
        ContainerStatus? StatusOf(string name) => statuses?.FirstOrDefault(status => string.Equals(status.Name, name, StringComparison.Ordinal));
        return [.. (containers ?? []).Select(container => Adopt(StatusOf(container.Name), now))];
    }

    private static ContainerLife Adopt(ContainerStatus? status, DateTimeOffset now)
    {
        var restarts = status?.RestartCount ?? 0;
        var last = ToExit(status?.LastState?.Terminated, restarts, now);
        return status?.State switch
        {
            { Running: { } running } => new ContainerLife
            {
                Stage = ContainerStage.Running,
                Since = running.StartedAt?.ToDateTimeOffset() ?? now,
                IsPulling = true,
                Runs = restarts + 1,
                IsReady = status.Ready is true,
                NextProbe = now,
                LastExit = last,
            },
            { Terminated: { } ended } => new ContainerLife
            {
                Stage = ContainerStage.Exited,
                Since = now,
                IsPulling = true,
                Runs = restarts + 1,
                LastExit = ToExit(ended, restarts + 1, now),
                ExitBefore = last,
            },

            // It waits to be restarted, for how long nobody remembers: a kubelet that starts anew begins its waits anew, too.
            _ when last is not null => new ContainerLife { Stage = ContainerStage.Exited, Since = now, IsPulling = true, Runs = restarts + 1, LastExit = last },
            _ => new ContainerLife { Since = now },
        };
    }

    private static ContainerExit? ToExit(ContainerStateTerminated? ended, int run, DateTimeOffset now) => ended is null ? null : new ContainerExit(
        ended.ExitCode ?? 0, ended.Reason ?? ContainerFate.Error, ended.StartedAt?.ToDateTimeOffset() ?? now, ended.FinishedAt?.ToDateTimeOffset() ?? now, run);
}
