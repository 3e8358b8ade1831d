using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>The client of one subresource of one kind.</summary>
internal sealed class SubresourceClient<T>(ClientCore core, ResourceInfo parent, string name, ResourceType<T> type) : ISubresourceClient<T>
    where T : class, IKubernetesObject
{
    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) =>
        core.GetAsync(type, PathOf(key), parent, cancellationToken);

    public Task<T> CreateAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        return core.WriteAsync(type, parent, HttpMethod.Post, PathOf(key), value, options, cancellationToken);
    }

    public Task<T> ReplaceAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        ReplaceRules.Check(type, value);
        return core.WriteAsync(type, parent, HttpMethod.Put, PathOf(key), value, options, cancellationToken);
    }

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        core.PatchAsync(type, parent, PathOf(key), patch, options, cancellationToken);

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return core.ApplyAsync(type, parent, PathOf(configuration.Key), configuration, options, cancellationToken);
    }

    private string PathOf(NamespacedName key) => parent.ObjectPath(key, name);
}
