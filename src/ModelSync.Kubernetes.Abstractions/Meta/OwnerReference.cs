using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Meta;

/// <summary>Names an owner in the same namespace (or a cluster-scoped one); the garbage collector deletes what has no owner left.</summary>
public sealed record OwnerReference
{
    /// <summary>The owner's group and version.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public required string ApiVersion { get; init; }

    /// <summary>The owner's kind.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public required string Kind { get; init; }

    /// <summary>The owner's name.</summary>
    public required string Name { get; init; }

    /// <summary>The owner's identity.</summary>
    public required string Uid { get; init; }

    /// <summary>True for the one owner that manages the object.</summary>
    public bool? Controller { get; init; }

    /// <summary>True keeps the owner until this object is gone (foreground deletion).</summary>
    public bool? BlockOwnerDeletion { get; init; }
}
