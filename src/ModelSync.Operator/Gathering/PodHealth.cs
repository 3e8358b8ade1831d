using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Operator.Gathering;

/// <summary>Reads from pods what is wrong with them, in words an SRE can act on, and that do not change from one restart to the next.</summary>
internal static class PodHealth
{
    private static readonly string[] PullReasons = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable"];
    private static readonly string[] ConfigReasons = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

    /// <summary>Whether the pod says that it is ready.</summary>
    public static bool IsReady(Pod pod) => Find(pod, "Ready") is { Status: "True" };

    /// <summary>Since when the pod is not ready; from its creation when it never said anything.</summary>
    public static KubeTime? NotReadySince(Pod pod) => Find(pod, "Ready")?.LastTransitionTime ?? pod.Metadata.CreationTimestamp;

    /// <summary>The gravest problem of some pods; null when they have none.</summary>
    public static PodProblem? ProblemOf(IEnumerable<Pod> pods)
    {
        PodProblem? gravest = null;
        foreach (var pod in pods)
        {
            if (ProblemOf(pod) is { } problem && (gravest is null || problem.Kind < gravest.Kind))
            {
                gravest = problem;
            }
        }

        return gravest;
    }

    private static PodProblem? ProblemOf(Pod pod)
    {
        foreach (var status in (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []))
        {
            if (ProblemOf(pod, status) is { } problem)
            {
                return problem;
            }
        }

        return Find(pod, "PodScheduled") is { Status: "False", Reason: "Unschedulable" } unscheduled
            ? new PodProblem(PodProblemKind.Unschedulable, $"pod {pod.Metadata.Name}: {unscheduled.Message}")
            : null;
    }

    private static PodProblem? ProblemOf(Pod pod, ContainerStatus status)
    {
        var waiting = status.State?.Waiting;
        var last = status.State?.Terminated ?? status.LastState?.Terminated;
        var where = $"pod {pod.Metadata.Name}, container {status.Name}";
        return waiting?.Reason switch
        {
            { } reason when PullReasons.Contains(reason, StringComparer.Ordinal) => new PodProblem(PodProblemKind.ImagePull, $"{where}: image {status.Image} cannot be pulled: see kubectl describe pod"),
            { } reason when ConfigReasons.Contains(reason, StringComparer.Ordinal) => new PodProblem(PodProblemKind.Refused, $"{where}: {reason}: {waiting.Message}"),
            "CrashLoopBackOff" when last?.Reason is "OOMKilled" => OutOfMemory(where),
            "CrashLoopBackOff" => new PodProblem(PodProblemKind.CrashLoop, $"{where}: ends again and again, exit code {last?.ExitCode}: see kubectl logs --previous"),
            _ when status.Ready is not true && last?.Reason is "OOMKilled" => OutOfMemory(where),
            _ => null,
        };
    }

    private static PodProblem OutOfMemory(string where) =>
        new(PodProblemKind.OutOfMemory, $"{where}: was killed for its memory: raise resources.limits.memory or make the model smaller");

    private static Condition? Find(Pod pod, string type)
    {
        foreach (var condition in pod.Status?.Conditions ?? [])
        {
            if (string.Equals(condition.Type, type, StringComparison.Ordinal))
            {
                return condition;
            }
        }

        return null;
    }
}
