using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>A cache that a test fills by hand; its subscribers are told on the test's own thread.</summary>
internal sealed class FakeInformer<T>(ResourceInfo resource, bool isSynced) : IInformer<T>
    where T : class, IKubernetesObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, T> _objects = [];
    private readonly Dictionary<NamespacedName, InvalidObject> _invalid = [];
    private readonly List<Action<InformerEvent<T>>> _handlers = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ResourceInfo Resource => resource;

    public bool HasSynced => isSynced || _synced.Task.IsCompleted;

    public int Count => _objects.Count;

    public int Subscribers => _handlers.Count;

    public InformerHealth Health => new(HasSynced, IsConnected: true, LastContact: null, Failures: 0, LastError: null);

    public void Sync() => _synced.TrySetResult();

    public void Set(T value, bool isInInitialList = false)
    {
        var key = value.Metadata.Key;
        T? old;
        lock (_gate)
        {
            old = _objects.GetValueOrDefault(key);
            _objects[key] = value;
            _invalid.Remove(key);
        }

        Tell(new(old is null ? InformerEventKind.Added : InformerEventKind.Updated, key, old, value, Invalid: null, isInInitialList));
    }

    public void SetInvalid(InvalidObject invalid)
    {
        var key = invalid.Metadata.Key;
        T? old;
        lock (_gate)
        {
            _objects.Remove(key, out old);
            _invalid[key] = invalid;
        }

        Tell(new(InformerEventKind.Updated, key, old, New: null, invalid, IsInInitialList: false));
    }

    public void Remove(NamespacedName key)
    {
        T? old;
        lock (_gate)
        {
            _objects.Remove(key, out old);
            _invalid.Remove(key);
        }

        Tell(new(InformerEventKind.Deleted, key, old, New: null, Invalid: null, IsInInitialList: false));
    }

    public void Resync(NamespacedName key) => Tell(new(InformerEventKind.Resync, key, Get(key), Get(key), Invalid: null, IsInInitialList: false));

    public void Tell(InformerEvent<T> change)
    {
        Action<InformerEvent<T>>[] handlers;
        lock (_gate)
        {
            handlers = [.. _handlers];
        }

        foreach (var handler in handlers)
        {
            handler(change);
        }
    }

    public IDisposable Subscribe(Action<InformerEvent<T>> handler)
    {
        T[] present;
        lock (_gate)
        {
            _handlers.Add(handler);
            present = [.. _objects.Values];
        }

        foreach (var value in present)
        {
            handler(new(InformerEventKind.Added, value.Metadata.Key, Old: null, value, Invalid: null, IsInInitialList: true));
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _handlers.Remove(handler);
            }
        });
    }

    public T? Get(NamespacedName key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public InvalidObject? GetInvalid(NamespacedName key)
    {
        lock (_gate)
        {
            return _invalid.GetValueOrDefault(key);
        }
    }

    public ObjectMeta? GetMetadata(NamespacedName key) => Get(key)?.Metadata ?? GetInvalid(key)?.Metadata;

    public bool Covers(ObjectMeta metadata) => true;

    public ResourceVersion VersionFor(string? @namespace) => new("1");

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => HasSynced ? Task.CompletedTask : _synced.Task.WaitAsync(cancellationToken);

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyList<T> List(string? @namespace = null) => throw new NotSupportedException();

    public IReadOnlyList<InvalidObject> ListInvalid() => throw new NotSupportedException();

    public IReadOnlyList<T> ByIndex(CacheIndex<T> index, string value) => throw new NotSupportedException();
}
