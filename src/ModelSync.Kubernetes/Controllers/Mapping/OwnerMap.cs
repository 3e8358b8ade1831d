using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A change is the business of the object's controller owner, where that is of our kind: of the owner before and of the owner now.</summary>
internal sealed class OwnerMap<T>(ResourceInfo owner) : IEventMap<T>
    where T : class, IKubernetesObject
{
    public void Map(in InformerEvent<T> change, ICluster cluster, QueuePriority priority, IRequestSink requests)
    {
        var before = OwnerOf(change.Old?.Metadata, change.Key);
        var now = OwnerOf(change.New?.Metadata ?? change.Invalid?.Metadata, change.Key);
        if (before is { } lost)
        {
            requests.Add(new Request(cluster.Name, lost), priority);
        }

        if (now is { } gained && gained != before)
        {
            requests.Add(new Request(cluster.Name, gained), priority);
        }
    }

    // The key's namespace and not the metadata's: of an object that cannot be read, perhaps only the key is known.
    private NamespacedName? OwnerOf(ObjectMeta? metadata, NamespacedName child)
    {
        if (metadata?.OwnerReferences is not { } references)
        {
            return null;
        }

        for (var index = 0; index < references.Count; index++)
        {
            if (references[index] is { Controller: true } reference)
            {
                return IsOurs(reference)
                    ? new NamespacedName(owner.Scope == ResourceScope.Namespaced ? child.Namespace : null, reference.Name)
                    : null;
            }
        }

        return null;
    }

    // The version is left out: an owner keeps the reference that it wrote when it served another one.
    private bool IsOurs(OwnerReference reference)
    {
        var slash = reference.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? default : reference.ApiVersion.AsSpan(0, slash);
        return string.Equals(reference.Kind, owner.Kind, StringComparison.Ordinal) && group.SequenceEqual(owner.Group);
    }
}
