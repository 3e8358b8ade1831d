using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Operator.Tests.Gathering;

/// <summary>Pods as a kubelet tells of them.</summary>
internal static class PodSamples
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Pod Pod(params IReadOnlyList<ContainerStatus> containers) => new()
    {
        Metadata = new ObjectMeta { Namespace = "shop", Name = "fraud-1", CreationTimestamp = Before(3600) },
        Status = new PodStatus { Phase = "Running", ContainerStatuses = containers },
    };

    public static Pod Named(this Pod pod, string name) => pod with { Metadata = pod.Metadata with { Name = name } };

    public static Pod Ready(this Pod pod, string status, int? secondsAgo) =>
        pod.With(new Condition { Type = "Ready", Status = status, LastTransitionTime = secondsAgo is { } seconds ? Before(seconds) : null });

    public static Pod With(this Pod pod, Condition condition) => pod with { Status = pod.Status! with { Conditions = [condition] } };

    public static KubeTime Before(int seconds) => new(Now.AddSeconds(-seconds));

    public static ContainerStatus Container(string name = "server") => new() { Name = name, Image = "models.example/fraud:2", Ready = false, RestartCount = 0 };

    public static ContainerStatus Restarted(this ContainerStatus container, int times) => container with { RestartCount = times };

    public static ContainerStatus Waiting(this ContainerStatus container, string reason, string? message = null) =>
        container with { State = new ContainerState { Waiting = new ContainerStateWaiting { Reason = reason, Message = message } } };

    public static ContainerStatus Running(this ContainerStatus container) =>
        container with { State = new ContainerState { Running = new ContainerStateRunning { StartedAt = Before(1) } } };

    public static ContainerStatus Ended(this ContainerStatus container, int code, string reason = "Error", int secondsAgo = 2) =>
        container with { State = new ContainerState { Terminated = End(code, reason, secondsAgo) } };

    public static ContainerStatus EndedBefore(this ContainerStatus container, int code, string reason = "Error", int secondsAgo = 20) =>
        container with { LastState = new ContainerState { Terminated = End(code, reason, secondsAgo) } };

    private static ContainerStateTerminated End(int code, string reason, int secondsAgo) => new() { ExitCode = code, Reason = reason, FinishedAt = Before(secondsAgo) };
}
