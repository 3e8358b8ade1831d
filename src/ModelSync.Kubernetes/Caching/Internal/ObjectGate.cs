using System.Diagnostics.CodeAnalysis;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What becomes of an object before it enters the store: it is cut down, and it must have a name.</summary>
internal sealed class ObjectGate<T>(ResourceScope scope, string? ns, Func<T, T>? transform)
    where T : class, IKubernetesObject
{
    /// <summary>The object as it is kept; an invalid one where the transform fails on it, so that it costs no other object.</summary>
    public object Admit(T value)
    {
        if (transform is null)
        {
            return value;
        }

        try
        {
            return transform(value) is { } cut && IsSameIdentity(cut.Metadata, value.Metadata)
                ? cut
                : new InvalidObject(value.Metadata, "the informer's Transform changed its name, namespace, UID or resourceVersion, or returned null");
        }
        catch (Exception exception)
        {
            // The type alone: the message may quote the object.
            return new InvalidObject(value.Metadata, $"the informer's Transform failed: {exception.GetType().Name}");
        }
    }

    /// <summary>The name under which an object is kept. Without a name, or without the namespace that the kind needs, nobody knows which object it is.</summary>
    public bool TryGetKey([NotNullWhen(true)] ObjectMeta? metadata, out NamespacedName key)
    {
        key = new NamespacedName(scope == ResourceScope.Cluster ? null : metadata?.Namespace ?? ns, metadata?.Name ?? string.Empty);
        return key.Name.Length > 0 && (scope == ResourceScope.Cluster || key.Namespace is not null);
    }

    private static bool IsSameIdentity(ObjectMeta? left, ObjectMeta right) =>
        left is not null
        && left.Key == right.Key
        && string.Equals(left.Uid, right.Uid, StringComparison.Ordinal)
        && string.Equals(left.ResourceVersion, right.ResourceVersion, StringComparison.Ordinal);
}
