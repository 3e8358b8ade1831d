namespace ModelSync.Kubernetes.Meta;

/// <summary>The name of an object within its kind: with a namespace, or without one for cluster-scoped kinds.</summary>
/// <param name="Namespace">The namespace, or null for a cluster-scoped object.</param>
/// <param name="Name">The object's name.</param>
public readonly record struct NamespacedName(string? Namespace, string Name)
{
    /// <summary>The namespace, or null for a cluster-scoped object; an empty one becomes null, so that one object has one key.</summary>
    public string? Namespace { get; init => field = NullIfEmpty(value); } = NullIfEmpty(Namespace);

    /// <summary>The name of a cluster-scoped object.</summary>
    public static NamespacedName ClusterScoped(string name) => new(Namespace: null, name);

    /// <summary>`namespace/name`, or the bare name of a cluster-scoped object.</summary>
    public override string ToString() => Namespace is null ? Name ?? string.Empty : $"{Namespace}/{Name}";

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
