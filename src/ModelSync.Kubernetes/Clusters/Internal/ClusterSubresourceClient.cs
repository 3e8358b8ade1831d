using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>One subresource, over whichever client is in place now.</summary>
internal sealed class ClusterSubresourceClient<T>(IRequestGate gate, Func<IKubernetesClient, ISubresourceClient<T>> of) : ISubresourceClient<T>
    where T : class, IKubernetesObject
{
    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => of(client).GetAsync(key, ended), cancellationToken);

    public Task<T> CreateAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => of(client).CreateAsync(key, value, options, ended), cancellationToken);

    public Task<T> ReplaceAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => of(client).ReplaceAsync(key, value, options, ended), cancellationToken);

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => of(client).PatchAsync(key, patch, options, ended), cancellationToken);

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => of(client).ApplyAsync(configuration, options, ended), cancellationToken);
}
