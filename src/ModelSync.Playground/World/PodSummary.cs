using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.World;

/// <summary>Says in a word how a pod is, as the STATUS column of kubectl does.</summary>
internal static class PodSummary
{
    public static string Of(Pod pod)
    {
        if (pod.Metadata.IsDeleting)
        {
            return "Terminating";
        }

        var reasons = (pod.Status?.ContainerStatuses ?? []).Select(status => status.State?.Waiting?.Reason ?? status.State?.Terminated?.Reason);
        if (reasons.FirstOrDefault(reason => reason is not null) is { } reason)
        {
            return reason;
        }

        var isReady = pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true;
        return pod.Status?.Phase is "Running" && isReady ? "Ready" : pod.Status?.Phase ?? "Pending";
    }
}
