using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a namespace is going through.</summary>
public sealed record NamespaceStatus
{
    /// <summary>`Active` or `Terminating`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Phase { get; init; }

    /// <summary>Why a deletion takes long.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
