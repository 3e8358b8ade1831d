using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Playground.Nodes.Pods;

/// <summary>A Pod as a kubelet reads it: more than the operator's model of it, which has no environments, gates or deadlines.</summary>
internal sealed record KubeletPod : IResource<KubeletPod>
{
    public static ResourceInfo Resource { get; } = Pod.Resource;

    public static JsonTypeInfo<KubeletPod> TypeInfo => KubeletJsonContext.Default.KubeletPod;

    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public KubeletPodSpec? Spec { get; init; }

    public PodStatus? Status { get; init; }

    /// <summary>The container that the model server stands for: the one that is told the model's name, else the first.</summary>
    [JsonIgnore]
    public KubeletContainer? ModelContainer
    {
        get
        {
            var containers = Spec?.Containers ?? [];
            var named = containers.FirstOrDefault(container => container.Variable(ModelOfPod.NameVariable) is not null);
            return named ?? (containers is [var first, ..] ? first : null);
        }
    }

    /// <summary>A Job's pod ends by itself.</summary>
    [JsonIgnore]
    public bool IsOfJob => Metadata.ControllerOwner?.Kind is "Job";

    /// <summary>Nothing changes in it any more, as the API says.</summary>
    [JsonIgnore]
    public bool HasFinalPhase => Status?.Phase is "Succeeded" or "Failed";
}
