using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching;

/// <summary>What can be asked of any cache without knowing the type of its objects.</summary>
public interface ICacheView
{
    /// <summary>How the API names the kind.</summary>
    ResourceInfo Resource { get; }

    /// <summary>True once the first list is in the cache, in every namespace that it covers; never false again.</summary>
    bool HasSynced { get; }

    /// <summary>How many objects there are, readable or not.</summary>
    int Count { get; }

    /// <summary>Whether the cache would hold an object with these labels in this namespace, so that waiting for it makes sense.</summary>
    bool Covers(ObjectMeta metadata);

    /// <summary>Up to which state the cache has followed the server, for objects of a namespace; none before the first list.</summary>
    ResourceVersion VersionFor(string? @namespace);

    /// <summary>The metadata of an object, readable or not; null where it is not there.</summary>
    ObjectMeta? GetMetadata(NamespacedName key);

    /// <summary>Completes once <see cref="HasSynced"/>.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);
}
