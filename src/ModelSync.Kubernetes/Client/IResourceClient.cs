using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>Reads and writes the objects of one kind in one representation; thread-safe. Every refusal is a <see cref="KubernetesApiException"/>.</summary>
/// <typeparam name="T">The representation.</typeparam>
public interface IResourceClient<T> : IResourceReader<T>
    where T : class, IKubernetesObject
{
    /// <summary>The status subresource.</summary>
    ISubresourceClient<T> Status { get; }

    /// <summary>The scale subresource.</summary>
    ISubresourceClient<Scale> Scale { get; }

    /// <summary>Another subresource, such as `eviction` or `token`, with its own representation.</summary>
    ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> type)
        where TSub : class, IKubernetesObject;

    /// <summary>Creates an object. A create that is repeated after a 5xx with Retry-After may find its own object: AlreadyExists, or two of a generateName.</summary>
    Task<T> CreateAsync(T value, WriteOptions? options, CancellationToken cancellationToken);

    /// <summary>Replaces an object that was read: its resourceVersion must be set, and the model must know or carry every field.</summary>
    Task<T> ReplaceAsync(T value, WriteOptions? options, CancellationToken cancellationToken);

    /// <summary>Patches an object.</summary>
    Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken);

    /// <summary>Creates or changes an object by server-side apply.</summary>
    Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken);

    /// <summary>Asks an object to go. It may stay for a while, for its finalizers and its grace period.</summary>
    Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken);

    /// <summary>Asks all objects that the list options select to go; their paging is ignored.</summary>
    Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken);
}
