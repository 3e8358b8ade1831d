using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>Notes what one owner writes in one cluster.</summary>
internal sealed class WriteRecorder(ConsistencyStore store, ICluster cluster, Request owner)
{
    /// <summary>Awaits the write and notes what came of it. A failure notes nothing, not even one that may have happened: its version is unknown.</summary>
    public async Task<T> WriteAsync<T>(Task<T> write, ResourceInfo resource, string? name, bool isDryRun)
        where T : class, IKubernetesObject
    {
        try
        {
            var written = await write.ConfigureAwait(false);
            Note(resource, name, isDryRun, written.Metadata);
            return written;
        }
        catch (InvalidObjectException exception)
        {
            // The answer cannot be read, but the write has happened, and caches show its metadata.
            Note(resource, name, isDryRun, exception.Invalid.Metadata);
            throw;
        }
    }

    /// <summary>Notes a delete: of what is gone, or, where it stays for a while, the write that asked it to go.</summary>
    public void Deleted(ResourceInfo resource, NamespacedName key, DeleteResult result)
    {
        if (result.Remaining is { } remaining)
        {
            Note(resource, key.Name, isDryRun: false, remaining);
        }
        else if (result.WasThere)
        {
            store.Record(owner, cluster, resource, new ObjectMeta { Name = key.Name, Namespace = key.Namespace, Uid = result.Uid }, isDelete: true);
        }
    }

    // Some subresources answer with something that is no state of the object: without its name, or without a version.
    private void Note(ResourceInfo resource, string? name, bool isDryRun, ObjectMeta metadata)
    {
        var isOfObject = name is null || string.Equals(name, metadata.Name, StringComparison.Ordinal);
        if (!isDryRun && isOfObject && !string.IsNullOrEmpty(metadata.Name) && !new ResourceVersion(metadata.ResourceVersion).IsUnset)
        {
            store.Record(owner, cluster, resource, metadata, isDelete: false);
        }
    }
}
