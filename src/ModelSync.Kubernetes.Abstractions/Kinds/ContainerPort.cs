using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A port that a container serves.</summary>
public sealed record ContainerPort
{
    /// <summary>The name, unique in the pod.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Name { get; init; }

    /// <summary>The number.</summary>
    [JsonPropertyName("containerPort")]
    public int? Port { get; init; }

    /// <summary>`TCP`, `UDP` or `SCTP`; part of the key in an apply, so write it.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Protocol { get; init; }
}
