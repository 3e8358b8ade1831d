using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>The objects of one kind; writes are noted.</summary>
internal sealed class RecordingResourceClient<T>(IResourceClient<T> inner, WriteRecorder recorder) : IResourceClient<T>
    where T : class, IKubernetesObject
{
    public ResourceInfo Resource => inner.Resource;

    public ISubresourceClient<T> Status => new RecordingSubresourceClient<T>(inner.Status, Resource, recorder);

    // The scale of an object carries the name and the version of the object.
    public ISubresourceClient<Scale> Scale => new RecordingSubresourceClient<Scale>(inner.Scale, Resource, recorder);

    public ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> type)
        where TSub : class, IKubernetesObject => new RecordingSubresourceClient<TSub>(inner.Subresource(name, type), Resource, recorder);

    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => inner.GetAsync(key, cancellationToken);

    public IAsyncEnumerable<ListPage<T>> ListPagesAsync(ListOptions options, CancellationToken cancellationToken) => inner.ListPagesAsync(options, cancellationToken);

    public Task<ListPage<T>> ListAsync(ListOptions options, CancellationToken cancellationToken) => inner.ListAsync(options, cancellationToken);

    public Task<IWatch<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken) => inner.WatchAsync(options, cancellationToken);

    public Task<T> CreateAsync(T value, WriteOptions? options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.CreateAsync(value, options, cancellationToken), Resource, name: null, options is { DryRun: true });

    public Task<T> ReplaceAsync(T value, WriteOptions? options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.ReplaceAsync(value, options, cancellationToken), Resource, name: null, options is { DryRun: true });

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.PatchAsync(key, patch, options, cancellationToken), Resource, key.Name, options is { DryRun: true });

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.ApplyAsync(configuration, options, cancellationToken), Resource, name: null, options is { DryRun: true });

    public async Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken)
    {
        var result = await inner.DeleteAsync(key, options, cancellationToken).ConfigureAwait(false);
        if (options is not { DryRun: true })
        {
            recorder.Deleted(Resource, key, result);
        }

        return result;
    }

    // Not noted: the answer does not say which objects went. Whoever must see it in the caches deletes one by one.
    public Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken) =>
        inner.DeleteCollectionAsync(selection, options, cancellationToken);
}
