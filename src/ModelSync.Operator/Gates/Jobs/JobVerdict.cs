using System.Globalization;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Jobs;

/// <summary>What a Job and its pods say: the exit code decides. A check that could not run, or was killed from outside, says nothing about the candidate.</summary>
internal static class JobVerdict
{
    private static readonly string[] CannotStart =
    [
        "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
    ];

    /// <summary>The reading; null while the Job runs.</summary>
    public static GateReading? Of(GateJob job, IReadOnlyList<Pod> pods)
    {
        if (Find(job, "Complete") is not null)
        {
            return GateReading.Pass($"Job {job.Metadata.Name} succeeded");
        }

        if (Find(job, "Failed") is not { } failed)
        {
            return null;
        }

        var ended = pods.SelectMany(Statuses).Where(static one => one.State?.Terminated?.ExitCode is not (null or 0)).ToList();
        if (ended.Find(static one => one.State!.Terminated!.Reason is not "OOMKilled") is { } exited && failed.Reason is not "DeadlineExceeded")
        {
            var code = exited.State!.Terminated!.ExitCode!.Value.ToString(CultureInfo.InvariantCulture);
            return GateReading.Fail($"Job {job.Metadata.Name}: container {exited.Name} ended with exit code {code}");
        }

        var why = failed.Reason is "DeadlineExceeded" ? "it did not end within the gate's timeoutSeconds"
            : ended.Count > 0 ? $"container {ended[0].Name} was killed for want of memory: raise its limit"
            : pods.FirstOrDefault(static pod => !string.IsNullOrEmpty(pod.Status?.Reason)) is { } pod ? $"its pod ended with {pod.Status!.Reason}"
            : $"it failed with {failed.Reason}, and no container has an exit code";
        return GateReading.Error($"Job {job.Metadata.Name}: {why}{(Stuck(pods) is { } stuck ? $"; {stuck}" : "")}");
    }

    /// <summary>Why a pod does not start; null where none is known.</summary>
    public static string? Stuck(IReadOnlyList<Pod> pods)
    {
        foreach (var pod in pods)
        {
            if (Statuses(pod).FirstOrDefault(static one => CannotStart.Contains(one.State?.Waiting?.Reason, StringComparer.Ordinal)) is { } waiting)
            {
                return $"container {waiting.Name} cannot start: {waiting.State!.Waiting!.Reason}";
            }

            if (pod.Status?.Conditions?.FirstOrDefault(static one => one is { Type: "PodScheduled", Status: "False" }) is { } unscheduled)
            {
                return $"its pod cannot be scheduled: {unscheduled.Reason}";
            }
        }

        return null;
    }

    private static IEnumerable<ContainerStatus> Statuses(Pod pod) => (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);

    private static Condition? Find(GateJob job, string type) =>
        job.Status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal) && condition.Status is "True");
}
