using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>Reads and writes one subresource of the objects of one kind; thread-safe.</summary>
/// <typeparam name="T">The representation of the subresource.</typeparam>
public interface ISubresourceClient<T>
    where T : class, IKubernetesObject
{
    /// <summary>Reads the subresource; null where the object is not there.</summary>
    Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken);

    /// <summary>Posts to the subresource, as `eviction`, `binding` and `token` want it.</summary>
    Task<T> CreateAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken);

    /// <summary>Replaces the subresource; the resourceVersion must be set.</summary>
    Task<T> ReplaceAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken);

    /// <summary>Patches the subresource.</summary>
    Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken);

    /// <summary>Applies fields of the subresource.</summary>
    Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken);
}
