using System.Text.Json;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>Pods for tests, as the API server would give them to a kubelet.</summary>
internal static class TestPod
{
    public static KubeletPod Make(
        string name = "web",
        string? restartPolicy = "Always",
        string? owner = null,
        int containers = 1,
        int initContainers = 0,
        bool sidecar = false,
        params (string Key, string Value)[] annotations) => new()
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Namespace = "default",
                Uid = $"uid-{name}",
                Annotations = annotations.Aggregate(StringMap.Empty, (map, one) => map.With(one.Key, one.Value)),
                OwnerReferences = owner is null ? null : [new OwnerReference { ApiVersion = "v1", Kind = owner, Name = "owner", Uid = "u", Controller = true }],
            },
            Spec = new KubeletPodSpec
            {
                NodeName = "node-1",
                RestartPolicy = restartPolicy,
                InitContainers =
            [
                .. Enumerable.Range(1, initContainers).Select(number => new KubeletContainer { Name = $"init-{number}", Image = "init:1" }),
                .. sidecar ? [new KubeletContainer { Name = "sidecar", Image = "mesh:1", RestartPolicy = "Always" }] : Array.Empty<KubeletContainer>(),
            ],
                Containers = [.. Enumerable.Range(1, containers).Select(number => new KubeletContainer { Name = $"c{number}", Image = $"registry.example:5000/models/fraud:{number}" })],
            },
            Status = new PodStatus { Phase = "Pending" },
        };

    public static KubeletPod Terminating(this KubeletPod pod, DateTimeOffset since, long grace) =>
        pod with { Metadata = pod.Metadata with { DeletionTimestamp = since.AddSeconds(grace), DeletionGracePeriodSeconds = grace } };

    public static KubeletPod With(this KubeletPod pod, Func<KubeletPodSpec, KubeletPodSpec> change) => pod with { Spec = change(pod.Spec!) };

    /// <summary>The pod after a kubelet's patch of its status, read back as a fresh process would read it.</summary>
    public static KubeletPod Reported(this KubeletPod pod, byte[] patch) =>
        pod with { Status = JsonSerializer.Deserialize(patch, KubeletJsonContext.Default.KubeletPod)!.Status };
}
