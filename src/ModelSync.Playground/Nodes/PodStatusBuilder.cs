using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Playground.Nodes;

/// <summary>Writes the status that a kubelet would report.</summary>
internal static class PodStatusBuilder
{
    public const string Ready = "Ready";
    public const string True = "True";
    private const string False = "False";

    public static PodStatus Build(Pod pod, PodAction action, string podAddress, string nodeAddress, KubeTime now)
    {
        var completed = action is PodAction.Complete;
        var ready = action is PodAction.Run;
        return new PodStatus
        {
            Phase = completed ? "Succeeded" : "Running",
            HostIP = nodeAddress,
            PodIP = podAddress,
            PodIPs = [new PodIP { Ip = podAddress }],
            StartTime = pod.Status?.StartTime ?? now,
            Conditions =
            [
                Condition(pod, "Initialized", isTrue: true, completed, now),
                Condition(pod, Ready, ready, completed, now),
                Condition(pod, "ContainersReady", ready, completed, now),
                Condition(pod, "PodScheduled", isTrue: true, completed: false, now),
            ],
            InitContainerStatuses = pod.Spec?.InitContainers?.Select(container => Ended(pod, container, ready: true, now)).ToArray(),
            ContainerStatuses = pod.Spec?.Containers?.Select(container => completed ? Ended(pod, container, ready: false, now) : Runs(pod, container, ready, now)).ToArray(),
        };
    }

    // The time of the last transition stays where the status does: minReadySeconds counts from it.
    private static Condition Condition(Pod pod, string type, bool isTrue, bool completed, KubeTime now)
    {
        var status = isTrue ? True : False;
        var old = pod.Status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));
        return new Condition
        {
            Type = type,
            Status = status,
            Reason = (isTrue, completed) switch { (_, true) => "PodCompleted", (false, _) => "ContainersNotReady", _ => null },
            LastTransitionTime = string.Equals(old?.Status, status, StringComparison.Ordinal) ? old!.LastTransitionTime ?? now : now,
        };
    }

    private static ContainerStatus Runs(Pod pod, Container container, bool ready, KubeTime now) => Status(container) with
    {
        Ready = ready,
        Started = true,
        State = new ContainerState { Running = new ContainerStateRunning { StartedAt = pod.Status?.StartTime ?? now } },
    };

    private static ContainerStatus Ended(Pod pod, Container container, bool ready, KubeTime now) => Status(container) with
    {
        Ready = ready,
        State = new ContainerState
        {
            Terminated = new ContainerStateTerminated { ExitCode = 0, Reason = "Completed", StartedAt = pod.Status?.StartTime ?? now, FinishedAt = now },
        },
    };

    private static ContainerStatus Status(Container container) => new()
    {
        Name = container.Name,
        Image = container.Image,
        ImageID = $"simulated://{container.Image}",
        RestartCount = 0,
    };
}
