using System.Collections.Immutable;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>The conditions that a kubelet writes; those of others stay theirs.</summary>
internal static class PodConditions
{
    public const string Ready = "Ready";
    private const string Initialized = "Initialized";
    private const string ContainersReady = "ContainersReady";
    private const string PodScheduled = "PodScheduled";
    private const string True = "True";
    private const string NotReady = "ContainersNotReady";

    public static bool IsOurs(string type) => type is Initialized or Ready or ContainersReady or PodScheduled;

    /// <summary>Every init container has ended well, and every sidecar has started.</summary>
    public static bool IsInitialized(KubeletPod pod, PodLife life) => Uninitialized(pod, life).Length == 0;

    public static ImmutableArray<Condition> Of(KubeletPod pod, PodLife life, DateTimeOffset now)
    {
        var uninitialized = Uninitialized(pod, life);
        var completed = life.Phase is PodPhase.Succeeded;
        var unready = Unready(pod, life);
        var gate = unready is null ? ClosedGate(pod) : null;
        return
        [
            Make(life, Initialized, uninitialized.Length == 0, now) with
            {
                Reason = uninitialized.Length > 0 ? "ContainersNotInitialized" : completed ? "PodCompleted" : null,
                Message = uninitialized.Length > 0 ? $"containers with incomplete status: [{string.Join(' ', uninitialized)}]" : null,
            },
            Make(life, Ready, unready is null && gate is null, now) with
            {
                Reason = unready?.Reason ?? (gate is null ? null : "ReadinessGatesNotReady"),
                Message = unready?.Message ?? gate,
            },
            Make(life, ContainersReady, unready is null, now) with { Reason = unready?.Reason, Message = unready?.Message },
            Make(life, PodScheduled, isTrue: true, now),
        ];
    }

    // The time of the last transition stays where the status does: minReadySeconds counts from it.
    private static Condition Make(PodLife life, string type, bool isTrue, DateTimeOffset now)
    {
        var status = isTrue ? True : "False";
        var old = life.Conditions.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));
        var stays = string.Equals(old?.Status, status, StringComparison.Ordinal);
        return new Condition { Type = type, Status = status, LastTransitionTime = stays ? old!.LastTransitionTime ?? now : now };
    }

    private static string[] Uninitialized(KubeletPod pod, PodLife life) =>
    [
        .. life.InitContainers.Zip(pod.Spec?.InitContainers ?? [])
            .Where(pair => pair.Second.RestartPolicy is "Always" ? pair.First.HasNeverRun : !pair.First.EndedWell)
            .Select(pair => pair.Second.Name),
    ];

    private static (string Reason, string? Message)? Unready(KubeletPod pod, PodLife life)
    {
        if (life.IsOver)
        {
            return life.Phase is PodPhase.Succeeded ? ("PodCompleted", null) : ("PodFailed", null);
        }

        string[] names =
        [
            .. life.InitContainers.Zip(pod.Spec?.InitContainers ?? [])
                .Where(pair => pair.Second.RestartPolicy is "Always" && !pair.First.IsReady)
                .Select(pair => pair.Second.Name),
            .. life.Containers.Zip(pod.Spec?.Containers ?? []).Where(pair => !pair.First.IsReady).Select(pair => pair.Second.Name),
        ];
        return names.Length == 0 ? null : (NotReady, $"containers with unready status: [{string.Join(' ', names)}]");
    }

    private static string? ClosedGate(KubeletPod pod)
    {
        foreach (var gate in pod.Spec?.ReadinessGates ?? [])
        {
            var condition = pod.Status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, gate.ConditionType, StringComparison.Ordinal));
            if (condition is null)
            {
                return $"corresponding condition of pod readiness gate \"{gate.ConditionType}\" does not exist.";
            }

            if (condition.Status is not True)
            {
                return $"the status of pod readiness gate \"{gate.ConditionType}\" is not \"True\", but {condition.Status}";
            }
        }

        return null;
    }
}
