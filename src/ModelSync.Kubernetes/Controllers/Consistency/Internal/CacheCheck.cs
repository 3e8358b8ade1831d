using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>Whether caches show a write. Whatever cannot be told counts as shown: to look at something old is a retry, to wait for what never comes a stop.</summary>
internal static class CacheCheck
{
    /// <summary>True where every cache that would hold the object shows the write or what came after it.</summary>
    public static bool Shows(RecordedWrite write)
    {
        if (write.Cluster.Removed.IsCancellationRequested)
        {
            return true;
        }

        foreach (var cache in write.Cluster.Informers.CachesOf(write.Resource))
        {
            // One that has not synced is read by nobody yet.
            if (cache.HasSynced && !(write.IsDelete ? ShowsDelete(cache, write) : ShowsWrite(cache, write)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ShowsWrite(ICacheView cache, RecordedWrite write)
    {
        var present = cache.GetMetadata(write.Metadata.Key);

        // An object that no longer has the cache's labels is waited for as long as the cache has the one that had them.
        return present is null
            ? !cache.Covers(write.Metadata) || HasReached(cache, write)
            : IsAtLeast(new ResourceVersion(present.ResourceVersion), write.Version) || HasReached(cache, write);
    }

    private static bool ShowsDelete(ICacheView cache, RecordedWrite write)
    {
        var present = cache.GetMetadata(write.Metadata.Key);
        return present is null
            ? write.Version.IsNone || HasReached(cache, write)
            : present.IsDeleting || (write.Metadata.Uid is { } uid && !string.Equals(present.Uid, uid, StringComparison.Ordinal));
    }

    private static bool HasReached(ICacheView cache, RecordedWrite write) => IsAtLeast(cache.VersionFor(write.Metadata.Namespace), write.Version);

    // KEP-5504: versions of one resource compare as numbers. Servers that do it differently are not waited for.
    private static bool IsAtLeast(ResourceVersion shown, ResourceVersion written) => !shown.TryCompare(written, out var order) || order >= 0;
}
