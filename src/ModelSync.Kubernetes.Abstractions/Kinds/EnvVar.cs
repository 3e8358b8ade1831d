using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A variable in a container's environment.</summary>
public sealed record EnvVar
{
    /// <summary>The name.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Name { get; init; }

    /// <summary>The value; null where it comes from elsewhere.</summary>
    public string? Value { get; init; }
}
