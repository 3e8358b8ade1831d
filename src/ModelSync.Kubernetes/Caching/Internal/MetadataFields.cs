using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Field selectors as far as the metadata can answer them.</summary>
internal static class MetadataFields
{
    /// <summary>Whether the object certainly meets the selector.</summary>
    public static bool Match(FieldQuery query, ObjectMeta metadata)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["metadata.name"] = metadata.Name ?? string.Empty,
            ["metadata.namespace"] = metadata.Namespace ?? string.Empty,
        };
        return query.Requirements.All(requirement => known.ContainsKey(requirement.Field)) && query.Matches(known);
    }
}
