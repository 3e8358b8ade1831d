using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Validation;

/// <summary>The rules across fields of each kind: the CRDs carry them as CEL, and <see cref="ApiValidator"/> checks the same ones in code.</summary>
public static class RuleCatalog
{
    /// <summary>The rules of a kind in the order in which the CRD lists them.</summary>
    public static IReadOnlyList<CelRule> For(ResourceInfo kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return [];
    }

    /// <summary>What the rules say about an object that has defaults and is structurally valid; <paramref name="old"/> is empty for a new object.</summary>
    public static IReadOnlyList<FieldError> Check(ResourceInfo kind, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return [];
    }
}
