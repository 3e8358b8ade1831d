using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.Nodes;

/// <summary>
/// What a simulated kubelet wants of a pod that is bound to its node: a pure function of the pod, so that looking twice does nothing twice.
/// </summary>
internal static class PodDecision
{
    private const string Running = "Running";
    private const string Succeeded = "Succeeded";
    private const string Failed = "Failed";

    public static PodAction Decide(Pod pod)
    {
        if (pod.Metadata.IsDeleting)
        {
            // A pod with finalizers stays after that; to ask once is enough.
            return pod.Metadata.DeletionGracePeriodSeconds == 0 ? PodAction.Nothing : PodAction.Delete;
        }

        var phase = pod.Status?.Phase;
        var state = pod.Metadata.Annotations?.TryGetValue(PodAnnotations.State, out var value) is true ? value : null;
        return phase switch
        {
            Succeeded or Failed => PodAction.Nothing, // final, as the API says
            Running when IsReady(pod) != WantsReady(state) => WantsReady(state) ? PodAction.Run : PodAction.RunUnready,
            Running => PodAction.Nothing,
            _ when state is PodAnnotations.Pending => PodAction.Nothing,
            _ when IsOfJob(pod) => PodAction.Complete,
            _ => WantsReady(state) ? PodAction.Run : PodAction.RunUnready,
        };
    }

    private static bool WantsReady(string? state) => state is not PodAnnotations.NotReady;

    private static bool IsOfJob(Pod pod) => pod.Metadata.ControllerOwner?.Kind is "Job";

    private static bool IsReady(Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: PodStatusBuilder.Ready, Status: PodStatusBuilder.True }) is true;
}
