using System.Text.RegularExpressions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>Reads from pods what is wrong with them, in words an SRE can act on, and that do not change from one restart to the next.</summary>
internal static partial class PodHealth
{
    private const int RestartsOfLoop = 2;

    private static readonly string[] PullReasons = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable"];
    private static readonly string[] ConfigReasons = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

    /// <summary>Whether the pod says that it is ready.</summary>
    public static bool IsReady(Pod pod) => Find(pod, "Ready") is { Status: "True" };

    /// <summary>
    /// Since when the pod does not serve; from its creation when it never said anything. One that is ready, and still does not, waits for its endpoint: what was
    /// before is of no importance, so it is since <paramref name="now"/>.
    /// </summary>
    public static DateTimeOffset NotReadySince(Pod pod, DateTimeOffset now) =>
        IsReady(pod) ? now : (Find(pod, "Ready")?.LastTransitionTime ?? pod.Metadata.CreationTimestamp)?.ToDateTimeOffset() ?? now;

    /// <summary>The gravest problem of some pods, and of equally grave ones that of the first pod by name; null when they have none.</summary>
    public static PodProblem? ProblemOf(IEnumerable<Pod> pods) =>
        pods.OrderBy(static pod => pod.Metadata.Name, StringComparer.Ordinal).SelectMany(ProblemsOf).MinBy(static problem => problem.Kind);

    private static IEnumerable<PodProblem> ProblemsOf(Pod pod)
    {
        foreach (var status in (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []))
        {
            if (ProblemOf(pod, status) is { } problem)
            {
                yield return problem;
            }
        }

        if (Find(pod, "PodScheduled") is { Status: "False", Reason: "Unschedulable" } unscheduled)
        {
            yield return new PodProblem(PodProblemKind.Unschedulable, $"pod {pod.Metadata.Name}: {unscheduled.Message}");
        }
    }

    private static PodProblem? ProblemOf(Pod pod, ContainerStatus status)
    {
        var waiting = status.State?.Waiting;
        var isHeldBack = waiting?.Reason is "CrashLoopBackOff";
        var where = $"pod {pod.Metadata.Name}, container {status.Name}";
        return waiting?.Reason switch
        {
            { } reason when PullReasons.Contains(reason, StringComparer.Ordinal) =>
                new PodProblem(PodProblemKind.ImagePull, $"{where}: image {status.Image} cannot be pulled: see kubectl describe pod"),
            _ when (isHeldBack || status.Ready is not true) && LastEnd(status) is { Reason: "OOMKilled" } =>
                new PodProblem(PodProblemKind.OutOfMemory, $"{where}: was killed for its memory: raise resources.limits.memory or make the model smaller"),
            _ when isHeldBack || FailsAgainAndAgain(status) => new PodProblem(
                PodProblemKind.CrashLoop,
                $"{where}: ends again and again: see kubectl logs --previous -n {pod.Metadata.Namespace} {pod.Metadata.Name} -c {status.Name}"),
            { } reason when ConfigReasons.Contains(reason, StringComparer.Ordinal) =>
                new PodProblem(PodProblemKind.Refused, $"{where}: {reason}: {Identity().Replace(waiting.Message ?? "", "…")}"),
            _ => null,
        };
    }

    // For the moments in between the kubelet shows it running, or being made.
    private static bool FailsAgainAndAgain(ContainerStatus status) =>
        status is { Ready: not true, RestartCount: >= RestartsOfLoop } && LastEnd(status) is { ExitCode: not (null or 0) };

    private static ContainerStateTerminated? LastEnd(ContainerStatus status)
    {
        var (present, former) = (status.State?.Terminated, status.LastState?.Terminated);
        return present is null || former?.FinishedAt > present.FinishedAt ? former : present;
    }

    /// <summary>A container's identity, another one with each try.</summary>
    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identity();

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
