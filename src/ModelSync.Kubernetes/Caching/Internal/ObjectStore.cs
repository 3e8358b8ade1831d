using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// The objects of an informer and who is told of them. Many read; each namespace has one writer, which is why a writer may look at what it wrote itself
/// without the lock. The lock is held for look-ups, copies and exchanges, never for code of the user.
/// </summary>
internal sealed partial class ObjectStore<T>
    where T : class, IKubernetesObject
{
    private readonly Lock _gate = new();
    private readonly IndexTable<T> _indexes;
    private readonly Action<InformerEventKind> _onChange;
    private ObjectTable _objects = new();
    private Subscription<T>[] _subscriptions = [];
    private int _invalid;

    public ObjectStore(IReadOnlyList<CacheIndex<T>> indexes, Action<CacheIndex<T>, Exception> onIndexFailure, Action<InformerEventKind> onChange)
    {
        _indexes = new IndexTable<T>(indexes, onIndexFailure);
        _onChange = onChange;
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _objects.Count;
            }
        }
    }

    public int InvalidCount
    {
        get
        {
            lock (_gate)
            {
                return _invalid;
            }
        }
    }

    /// <summary>The object of a name, readable or not; null where there is none.</summary>
    public object? Find(NamespacedName key)
    {
        if (key.Name is null)
        {
            return null;
        }

        lock (_gate)
        {
            return _objects.TryGet(key, out var value) ? value : null;
        }
    }

    /// <summary>The readable or the unreadable objects of one namespace or of all.</summary>
    public IReadOnlyList<TAny> List<TAny>(string? ns)
        where TAny : class
    {
        lock (_gate)
        {
            var found = new List<TAny>(typeof(TAny) == typeof(InvalidObject) ? _invalid : ns is null ? _objects.Count : _objects.In(ns).Count);
            if (ns is not null)
            {
                found.AddRange(_objects.In(ns).Values.OfType<TAny>());
                return found;
            }

            foreach (var (_, objects) in _objects.Namespaces)
            {
                foreach (var value in objects.Values)
                {
                    if (value is TAny wanted)
                    {
                        found.Add(wanted);
                    }
                }
            }

            return found;
        }
    }

    public IReadOnlyList<T> ByIndex(CacheIndex<T> index, string value)
    {
        lock (_gate)
        {
            return _indexes.Find_NeedsLock(index, value);
        }
    }

    /// <summary>Tells all objects that are there, and every change from now on.</summary>
    public void Subscribe(Subscription<T> subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions, subscription];
            Tell_NeedsLock([subscription], InformerEventKind.Added);
        }
    }

    public void Unsubscribe(Subscription<T> subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    private void Tell_NeedsLock(Subscription<T>[] subscriptions, InformerEventKind kind)
    {
        var isResync = kind == InformerEventKind.Resync;
        foreach (var (ns, objects) in _objects.Namespaces)
        {
            foreach (var (name, value) in objects)
            {
                var told = new InformerEvent<T>(kind, new NamespacedName(ns, name), isResync ? value as T : null, value as T, value as InvalidObject, !isResync);
                foreach (var subscription in subscriptions)
                {
                    subscription.Offer(told);
                }
            }
        }
    }
}
