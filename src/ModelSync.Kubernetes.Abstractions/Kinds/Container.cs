using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A container, as far as it is read here: what tells which one runs. Arguments and environments are most of a pod's bytes, and nothing decides on them.</summary>
public sealed record Container
{
    /// <summary>The name, unique in the pod.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Name { get; init; }

    /// <summary>The image.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Image { get; init; }

    /// <summary>The ports it serves.</summary>
    public IReadOnlyList<ContainerPort>? Ports { get; init; }
}
