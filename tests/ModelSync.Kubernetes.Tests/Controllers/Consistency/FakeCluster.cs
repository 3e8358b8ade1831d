using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Controllers.Consistency;

/// <summary>A cluster of which only the caches are asked.</summary>
internal sealed class FakeCluster(string name, params FakeCache[] caches) : ICluster, IInformerSet
{
    private readonly CancellationTokenSource _removed = new();

    public ClusterName Name { get; } = new(name);

    public string? Uid => null;

    public IKubernetesClient Client { get; init; } = null!;

    public IInformerSet Informers => this;

    public IEventRecorder Events => throw new NotSupportedException();

    public ClusterStatus Status => throw new NotSupportedException();

    public CancellationToken Removed => _removed.Token;

    public IReadOnlyCollection<ICacheView> Caches => caches;

    public bool HasSynced => true;

    public void Remove() => _removed.Cancel();

    public IReadOnlyList<ICacheView> CachesOf(ResourceInfo resource) => [.. caches.Where(cache => cache.Resource.Group == resource.Group && cache.Resource.Kind == resource.Kind)];

    public IInformer<T> Add<T>(ResourceType<T> type, InformerOptions<T>? options = null)
        where T : class, IKubernetesObject => throw new NotSupportedException();

    public IInformer<T> Get<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => throw new NotSupportedException();

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
