using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>Names one object of any kind.</summary>
public sealed record ObjectReference
{
    /// <summary>The object's group and version.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <summary>The object's kind.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>The object's namespace; null for cluster-scoped kinds.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>The object's identity.</summary>
    public string? Uid { get; init; }

    /// <summary>The state of the object that is meant.</summary>
    public string? ResourceVersion { get; init; }
}
