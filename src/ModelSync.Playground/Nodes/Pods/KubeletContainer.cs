using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Playground.Nodes.Pods;

/// <summary>A container as far as a kubelet without a container runtime reads it.</summary>
internal sealed record KubeletContainer
{
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public required string Name { get; init; }

    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Image { get; init; }

    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ImagePullPolicy { get; init; }

    /// <summary>`Always` makes an init container a sidecar.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? RestartPolicy { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Env { get; init; }

    /// <summary>The literal value of an environment variable; null where there is none.</summary>
    public string? Variable(string name) =>
        Env?.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal))?.Value is { Length: > 0 } value ? value : null;
}
