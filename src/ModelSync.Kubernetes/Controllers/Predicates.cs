using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>
/// Which changes to look at. Each lets through what no comparison can judge: objects that come, go, begin to be deleted, were replaced by another
/// of their name or cannot be read, and resyncs.
/// </summary>
public static class Predicates
{
    /// <summary>The desired state has changed. Kinds without a generation change it with every write.</summary>
    public static bool GenerationChanged<T>(InformerEvent<T> change)
        where T : class, IKubernetesObject =>
        !IsComparable(change, out var before, out var now) || now.Generation is null || before.Generation != now.Generation;

    /// <summary>The labels have changed.</summary>
    public static bool LabelsChanged<T>(InformerEvent<T> change)
        where T : class, IKubernetesObject => !IsComparable(change, out var before, out var now) || !AreEqual(before.Labels, now.Labels);

    /// <summary>The annotations have changed.</summary>
    public static bool AnnotationsChanged<T>(InformerEvent<T> change)
        where T : class, IKubernetesObject => !IsComparable(change, out var before, out var now) || !AreEqual(before.Annotations, now.Annotations);

    /// <summary>The object has changed at all, which a resync has not.</summary>
    public static bool ResourceVersionChanged<T>(InformerEvent<T> change)
        where T : class, IKubernetesObject =>
        change.Kind != InformerEventKind.Resync
        && (!IsComparable(change, out var before, out var now) || !string.Equals(before.ResourceVersion, now.ResourceVersion, StringComparison.Ordinal));

    /// <summary>All of them let the change through.</summary>
    public static Predicate<InformerEvent<T>> And<T>(params Predicate<InformerEvent<T>>[] predicates)
        where T : class, IKubernetesObject => change => Array.TrueForAll(predicates, predicate => predicate(change));

    /// <summary>At least one of them lets the change through.</summary>
    public static Predicate<InformerEvent<T>> Or<T>(params Predicate<InformerEvent<T>>[] predicates)
        where T : class, IKubernetesObject => change => Array.Exists(predicates, predicate => predicate(change));

    /// <summary>It does not let the change through. Of a predicate of this class, that holds back every object that comes, goes or begins to be deleted.</summary>
    public static Predicate<InformerEvent<T>> Not<T>(Predicate<InformerEvent<T>> predicate)
        where T : class, IKubernetesObject => change => !predicate(change);

    // A deletion that begins must reach whoever has a finalizer, also where the server does not count it as a new generation.
    private static bool IsComparable<T>(InformerEvent<T> change, out ObjectMeta before, out ObjectMeta now)
        where T : class, IKubernetesObject
    {
        before = change.Old?.Metadata!;
        now = change.New?.Metadata!;
        return change.Kind == InformerEventKind.Updated
            && before is not null
            && now is not null
            && before.IsDeleting == now.IsDeleting
            && string.Equals(before.Uid, now.Uid, StringComparison.Ordinal);
    }

    private static bool AreEqual(StringMap? before, StringMap? now) => (before ?? StringMap.Empty).Equals(now ?? StringMap.Empty);
}
