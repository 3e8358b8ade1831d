using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>A subresource; a write of it is one of the object that it belongs to, where the answer shows the object's new version.</summary>
internal sealed class RecordingSubresourceClient<T>(ISubresourceClient<T> inner, ResourceInfo parent, WriteRecorder recorder) : ISubresourceClient<T>
    where T : class, IKubernetesObject
{
    public Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => inner.GetAsync(key, cancellationToken);

    public Task<T> CreateAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.CreateAsync(key, value, options, cancellationToken), parent, key.Name, options is { DryRun: true });

    public Task<T> ReplaceAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.ReplaceAsync(key, value, options, cancellationToken), parent, key.Name, options is { DryRun: true });

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.PatchAsync(key, patch, options, cancellationToken), parent, key.Name, options is { DryRun: true });

    public Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) =>
        recorder.WriteAsync(inner.ApplyAsync(configuration, options, cancellationToken), parent, configuration.Key.Name, options is { DryRun: true });
}
