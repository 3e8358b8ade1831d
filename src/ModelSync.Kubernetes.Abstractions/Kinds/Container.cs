using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A container, as far as it is read and applied here.</summary>
public sealed record Container
{
    /// <summary>The name, unique in the pod.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Name { get; init; }

    /// <summary>The image.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Image { get; init; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>The environment.</summary>
    public IReadOnlyList<EnvVar>? Env { get; init; }

    /// <summary>The ports it serves.</summary>
    public IReadOnlyList<ContainerPort>? Ports { get; init; }
}
