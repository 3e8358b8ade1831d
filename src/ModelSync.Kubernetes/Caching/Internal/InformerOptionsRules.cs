using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Which options make sense, and when two are the same.</summary>
internal static class InformerOptionsRules
{
    // Timers count to 49 days.
    private static readonly TimeSpan LongestResync = TimeSpan.FromDays(31);

    /// <exception cref="ArgumentException">An option does not fit; the message names it and the remedy.</exception>
    public static void Check<T>(InformerOptions<T> options, ResourceInfo resource)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Namespaces is { } namespaces)
        {
            CheckNamespaces(namespaces, resource, nameof(options));
        }

        if (options.Resync < TimeSpan.Zero || options.Resync > LongestResync)
        {
            throw new ArgumentException($"informer of {resource}: Resync is {options.Resync}; use zero for never, or at most {LongestResync.TotalDays:0} days", nameof(options));
        }
    }

    /// <summary>Whether two informers of one kind would keep the same objects in the same way. Functions are the same only where they are the same instance.</summary>
    public static bool AreSame<T>(InformerOptions<T> left, InformerOptions<T> right)
        where T : class, IKubernetesObject =>
        SetOf(left.Namespaces).SetEquals(SetOf(right.Namespaces))
        && (left.Namespaces is null) == (right.Namespaces is null)
        && string.Equals(TextOf(left.LabelSelector), TextOf(right.LabelSelector), StringComparison.Ordinal)
        && string.Equals(TextOf(left.FieldSelector), TextOf(right.FieldSelector), StringComparison.Ordinal)
        && left.Indexes.ToHashSet().SetEquals(right.Indexes)
        && left.Transform == right.Transform
        && left.WatchList == right.WatchList
        && left.Resync == right.Resync;

    private static void CheckNamespaces(IReadOnlyList<string> namespaces, ResourceInfo resource, string parameter)
    {
        if (resource.Scope == ResourceScope.Cluster)
        {
            throw new ArgumentException($"informer of {resource}: the kind is cluster-scoped; leave Namespaces out", parameter);
        }

        // Not "all": an empty list is an unset variable more often than a wish.
        if (namespaces.Count == 0 || namespaces.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException($"informer of {resource}: Namespaces is empty or has an empty name; name the namespaces, or use null for all", parameter);
        }

        if (namespaces.Distinct(StringComparer.Ordinal).Count() != namespaces.Count)
        {
            throw new ArgumentException($"informer of {resource}: Namespaces names one twice: {string.Join(", ", namespaces)}", parameter);
        }
    }

    private static HashSet<string> SetOf(IReadOnlyList<string>? namespaces) => [.. namespaces ?? []];

    private static string TextOf(LabelQuery? query) => query?.ToString() ?? string.Empty;

    private static string TextOf(FieldQuery? query) => query?.ToString() ?? string.Empty;
}
