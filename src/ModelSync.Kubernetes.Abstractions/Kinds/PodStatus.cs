using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What became of a pod.</summary>
public sealed record PodStatus
{
    /// <summary>`Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Phase { get; init; }

    /// <summary>A word on why it is in this state.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Reason { get; init; }

    /// <summary>A sentence on why it is in this state.</summary>
    public string? Message { get; init; }

    /// <summary>The node's address.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? HostIP { get; init; }

    /// <summary>The pod's address.</summary>
    public string? PodIP { get; init; }

    /// <summary>The pod's addresses of all families.</summary>
    public IReadOnlyList<PodIP>? PodIPs { get; init; }

    /// <summary>When the node took it on.</summary>
    public KubeTime? StartTime { get; init; }

    /// <summary>What holds of it.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>Its init containers.</summary>
    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }

    /// <summary>Its containers.</summary>
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }
}
