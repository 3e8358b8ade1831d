using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>The status subresource: a write changes the status and nothing else.</summary>
internal sealed class SimulatedStatusClient<T>(SimulatedWriter<T> writer) : ISubresourceClient<T>
    where T : class, IKubernetesObject
{
    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => writer.GetAsync(key, cancellationToken);

    public Task<T> CreateAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken) =>
        throw new NotSupportedException("a status cannot be created");

    public Task<T> ReplaceAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken) =>
        writer.ReplaceAsync(key, value, options, cancellationToken);

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        writer.PatchAsync(key, patch, options, cancellationToken);

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) =>
        writer.ApplyAsync(configuration, options, cancellationToken);
}
