using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>An address of a node.</summary>
public sealed record NodeAddress
{
    /// <summary>`InternalIP`, `Hostname` and so on.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Type { get; init; }

    /// <summary>The address.</summary>
    public string? Address { get; init; }
}
