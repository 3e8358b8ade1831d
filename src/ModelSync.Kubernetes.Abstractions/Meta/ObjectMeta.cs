using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Meta;

/// <summary>
/// The metadata of an object. `managedFields` is left out on purpose: it is a third of many objects, nothing here decides on it,
/// and a write without it leaves the server's own untouched.
/// </summary>
public sealed record ObjectMeta
{
    private readonly KubeTime _creationTimestamp;
    private readonly KubeTime _deletionTimestamp;

    /// <summary>The object's name, unique among its kind in its namespace.</summary>
    public string? Name { get; init; }

    /// <summary>The prefix from which the server makes a name where none is given.</summary>
    public string? GenerateName { get; init; }

    /// <summary>The object's namespace; null for cluster-scoped kinds.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Namespace { get; init; }

    /// <summary>The identity of this very object; a new one of the same name has another.</summary>
    public string? Uid { get; init; }

    /// <summary>The server's mark of this state of the object.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts the changes of the desired state.</summary>
    public long? Generation { get; init; }

    /// <summary>When the server created the object.</summary>
    public KubeTime? CreationTimestamp
    {
        get => _creationTimestamp.OrNull;
        init => _creationTimestamp = value.GetValueOrDefault();
    }

    /// <summary>When the object was asked to go; it stays until its finalizers are gone.</summary>
    public KubeTime? DeletionTimestamp
    {
        get => _deletionTimestamp.OrNull;
        init => _deletionTimestamp = value.GetValueOrDefault();
    }

    /// <summary>How long the object may take to end.</summary>
    public long? DeletionGracePeriodSeconds { get; init; }

    /// <summary>Labels, by which objects are selected.</summary>
    public StringMap? Labels { get; init; }

    /// <summary>Annotations, for tools and people.</summary>
    public StringMap? Annotations { get; init; }

    /// <summary>The objects that own this one.</summary>
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    /// <summary>Those who must act before the object goes.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }
}
