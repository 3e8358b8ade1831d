using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Validation;

/// <summary>Judges a manifest as an API server would that knows the CRDs and their rules.</summary>
public static class ApiValidator
{
    /// <summary>All errors of <paramref name="json"/>, first those of its structure, and only if there are none those of the rules; <paramref name="old"/> is empty for a new object.</summary>
    public static IReadOnlyList<FieldError> Validate(ResourceInfo kind, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old) =>
        RuleCatalog.Check(kind, json, old);
}
