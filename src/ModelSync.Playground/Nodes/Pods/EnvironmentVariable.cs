using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Playground.Nodes.Pods;

/// <summary>One entry of a container's environment.</summary>
internal sealed record EnvironmentVariable
{
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public required string Name { get; init; }

    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Value { get; init; }
}
