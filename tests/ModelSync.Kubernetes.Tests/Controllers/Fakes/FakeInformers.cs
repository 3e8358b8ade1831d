using System.Collections.Concurrent;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>The caches of a cluster in a test.</summary>
internal sealed class FakeInformers(bool isSynced) : IInformerSet
{
    private readonly ConcurrentDictionary<(string Kind, Type Representation), ICacheView> _informers = new();

    public IReadOnlyCollection<ICacheView> Caches => [.. _informers.Values];

    public bool HasSynced => _informers.Values.All(cache => cache.HasSynced);

    public FakeInformer<T> Of<T>()
        where T : class, IResource<T> => Of(ResourceType.Of<T>());

    public FakeInformer<T> Of<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => (FakeInformer<T>)Add(type);

    public IInformer<T> Add<T>(ResourceType<T> type, InformerOptions<T>? options = null)
        where T : class, IKubernetesObject =>
        (IInformer<T>)_informers.GetOrAdd((type.Resource.ToString(), typeof(T)), _ => new FakeInformer<T>(type.Resource, isSynced));

    public IInformer<T> Get<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => (IInformer<T>)_informers[(type.Resource.ToString(), typeof(T))];

    public IReadOnlyList<ICacheView> CachesOf(ResourceInfo resource) => [.. _informers.Values.Where(cache => cache.Resource == resource)];

    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_informers.Values.Select(cache => cache.WaitForSyncAsync(cancellationToken)));

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
