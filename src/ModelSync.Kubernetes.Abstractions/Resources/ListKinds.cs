using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>What lists call themselves.</summary>
internal static class ListKinds
{
    /// <summary>Whether a list of this name can be one of whole objects of the resource.</summary>
    // Whoever defines a custom kind names its lists too (spec.names.listKind), and only the server's own groups have no dot.
    public static bool CanBe(string kind, ResourceInfo resource) => resource.Group.Contains('.', StringComparison.Ordinal)
        ? !string.Equals(kind, "PartialObjectMetadataList", StringComparison.Ordinal)
        : Is(kind, resource);

    /// <summary>Whether a list of this name is one of the resource, a built-in one.</summary>
    public static bool Is(string kind, ResourceInfo resource) =>
        kind.Length == resource.Kind.Length + 4 && kind.StartsWith(resource.Kind, StringComparison.Ordinal) && kind.EndsWith("List", StringComparison.Ordinal);
}
