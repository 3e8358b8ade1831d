using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Entities;

/// <summary>
/// Puts one finalizer on objects and takes it off again, wherever it stands among those of others (kube-rs #964). The patches carry tests, so that
/// what was decided on an old state never changes a newer one unseen.
/// </summary>
internal sealed class Finalizer<T>(string name, ResourceType<T> type, Func<T, T>? transform)
    where T : class, IKubernetesObject
{
    public bool IsOn(T entity) => entity.Metadata.HasFinalizer(name);

    /// <summary>Puts it on; returns the object with it, or null where the object is gone or going, and then nothing is to be set up.</summary>
    /// <exception cref="StaleObjectException">The object changes faster than it can be patched.</exception>
    public async ValueTask<T?> AddAsync(T entity, IKubernetesClient client, CancellationToken cancellationToken)
    {
        var resource = client.Resource(type);
        var patched = await PatchAsync(resource, entity, FinalizerPatch.Add(entity.Metadata, name)!, cancellationToken).ConfigureAwait(false);
        if (patched.IsRefused)
        {
            // The cache is behind: decide anew on what the server has, once. Most often somebody wrote the status meanwhile.
            var live = await ReadAsync(resource, entity, cancellationToken).ConfigureAwait(false);
            if (live is null || live.Metadata.IsDeleting)
            {
                return null;
            }

            if (FinalizerPatch.Add(live.Metadata, name) is not { } again)
            {
                return Cut(live);
            }

            patched = await PatchAsync(resource, live, again, cancellationToken).ConfigureAwait(false);
        }

        return patched.IsRefused ? throw new StaleObjectException(entity.Metadata.Key) : patched.Value is { } value ? Cut(value) : null;
    }

    /// <summary>Takes it off. An object that is gone, or another one of its name, needs no more.</summary>
    /// <exception cref="StaleObjectException">The finalizers change faster than they can be patched.</exception>
    public async ValueTask RemoveAsync(T entity, IKubernetesClient client, CancellationToken cancellationToken)
    {
        var resource = client.Resource(type);
        var patched = await PatchAsync(resource, entity, FinalizerPatch.Remove(entity.Metadata, name)!, cancellationToken).ConfigureAwait(false);
        if (!patched.IsRefused)
        {
            return;
        }

        // Another finalizer went and ours stands elsewhere now, or the cache is behind in some other way.
        var live = await ReadAsync(resource, entity, cancellationToken).ConfigureAwait(false);
        if (live is null || FinalizerPatch.Remove(live.Metadata, name) is not { } again)
        {
            return;
        }

        patched = await PatchAsync(resource, live, again, cancellationToken).ConfigureAwait(false);
        if (patched.IsRefused)
        {
            throw new StaleObjectException(entity.Metadata.Key);
        }
    }

    private static async ValueTask<Patched> PatchAsync(IResourceClient<T> resource, T entity, Patch patch, CancellationToken cancellationToken)
    {
        try
        {
            return new Patched(await resource.PatchAsync(entity.Metadata.Key, patch, options: null, cancellationToken).ConfigureAwait(false), IsRefused: false);
        }
        catch (KubernetesApiException exception) when (exception.IsObjectNotFound)
        {
            return default;
        }
        catch (KubernetesApiException exception) when (exception.IsConflict || exception.IsInvalid)
        {
            // Servers say 422 or 409 to a test that fails, and to a finalizer for an object that is being deleted.
            return new Patched(Value: null, IsRefused: true);
        }
    }

    private static async ValueTask<T?> ReadAsync(IResourceClient<T> resource, T entity, CancellationToken cancellationToken)
    {
        var live = await resource.GetAsync(entity.Metadata.Key, cancellationToken).ConfigureAwait(false);
        return live is not null && string.Equals(live.Metadata.Uid, entity.Metadata.Uid, StringComparison.Ordinal) ? live : null;
    }

    // Reconcilers see the same cut of an object, whether it comes from the cache or from the patch.
    private T Cut(T value) => transform is null ? value : transform(value);

    private readonly record struct Patched(T? Value, bool IsRefused);
}
