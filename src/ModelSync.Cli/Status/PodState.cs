using ModelSync.Cli.Output;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Status;

/// <summary>What a pod does, as kubectl's STATUS column says it.</summary>
internal static class PodState
{
    /// <summary>The state with restarts.</summary>
    public static Line Show(Pod pod)
    {
        var text = Text(pod);
        var restarts = (pod.Status?.ContainerStatuses ?? []).Sum(container => container.RestartCount ?? 0);
        return Line.Of(text, ToneOf(text)).Add(restarts > 0 ? $" ({restarts} restarts)" : null, Tone.Warn);
    }

    private static string Text(Pod pod)
    {
        if (pod.Metadata.IsDeleting)
        {
            return "Terminating";
        }

        var containers = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []).ToList();
        var stuck = containers.Select(container => container.State?.Waiting?.Reason).FirstOrDefault(reason => reason is not null)
            ?? containers.Where(container => container.State?.Terminated is { ExitCode: not 0 }).Select(container => container.State!.Terminated!.Reason).FirstOrDefault();
        if ((stuck ?? pod.Status?.Reason) is { } reason)
        {
            return reason;
        }

        return pod.Status?.Phase switch
        {
            "Running" => IsReady(pod) ? "Ready" : "Running, not ready",
            "Pending" when Find(pod, "PodScheduled") is { Status: "False" } scheduled => scheduled.Reason ?? "Unschedulable",
            { } phase => phase,
            null => "Unknown",
        };
    }

    private static bool IsReady(Pod pod) => Find(pod, "Ready") is { Status: "True" };

    private static Condition? Find(Pod pod, string type) =>
        pod.Status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));

    private static Tone ToneOf(string text) => text switch
    {
        "Ready" => Tone.Good,
        "Running, not ready" or "Pending" or "ContainerCreating" or "PodInitializing" => Tone.Warn,
        "Terminating" or "Succeeded" or "Completed" => Tone.Dim,
        _ => Tone.Bad,
    };
}
