using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A container that waits.</summary>
public sealed record ContainerStateWaiting
{
    /// <summary>A word on why, such as `ImagePullBackOff`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Reason { get; init; }

    /// <summary>A sentence on why.</summary>
    public string? Message { get; init; }
}
