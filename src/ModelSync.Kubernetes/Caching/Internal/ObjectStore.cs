using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// The objects of an informer and who is told of them. Many read; each namespace has one writer, which is why a writer may look at what it wrote itself
/// without the lock. The lock is held for look-ups, copies and exchanges, never for code of the user.
/// </summary>
internal sealed class ObjectStore<T>
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

    /// <summary>Sets or removes one object; null where there is nothing new about it.</summary>
    public void Apply(NamespacedName key, object? value)
    {
        var old = Find(key);
        if (old is null ? value is null : value is not null && ObjectIdentity.IsSameState(old, value))
        {
            return;
        }

        var change = NewChange(key, old, value);
        lock (_gate)
        {
            if (value is null)
            {
                _objects.Remove(key);
            }
            else
            {
                _objects.Set(key, value);
            }

            Record_NeedsLock(change, isInitial: false);
        }

        _onChange(change.Kind);
    }

    /// <summary>Exchanges all objects, or those of a namespace, and tells the difference.</summary>
    public void Replace(string? ns, ObjectTable listed, bool isInitial)
    {
        var current = ns is null ? _objects : CopyOf(ns);
        var changes = Differences(current, listed);
        lock (_gate)
        {
            if (ns is null)
            {
                _objects = listed;
            }
            else
            {
                _objects.TakeOver(ns, listed);
            }

            foreach (var change in changes)
            {
                Record_NeedsLock(change, isInitial);
            }
        }

        foreach (var change in changes)
        {
            _onChange(change.Kind);
        }
    }

    /// <summary>Tells all objects again.</summary>
    public void Resync()
    {
        lock (_gate)
        {
            Tell_NeedsLock(_subscriptions, InformerEventKind.Resync);
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

    // The outer table may be changed by the writers of other namespaces meanwhile, the one of this namespace only by us.
    private ObjectTable CopyOf(string ns)
    {
        var own = new ObjectTable();
        lock (_gate)
        {
            own.TakeOver(ns, _objects);
        }

        return own;
    }

    private List<StoreChange> Differences(ObjectTable current, ObjectTable listed)
    {
        var changes = new List<StoreChange>(current.Count == 0 ? listed.Count : 16);
        foreach (var (ns, objects) in listed.Namespaces)
        {
            var known = current.In(ns);
            foreach (var (name, value) in objects)
            {
                var old = known.GetValueOrDefault(name);
                if (old is null || !(ReferenceEquals(old, value) || ObjectIdentity.IsSameState(old, value)))
                {
                    changes.Add(NewChange(new NamespacedName(ns, name), old, value));
                }
            }
        }

        // Only now, after the last page: what an earlier page does not show may stand on a later one.
        foreach (var (ns, objects) in current.Namespaces)
        {
            var kept = listed.In(ns);
            foreach (var (name, old) in objects)
            {
                if (!kept.ContainsKey(name))
                {
                    changes.Add(NewChange(new NamespacedName(ns, name), old, value: null));
                }
            }
        }

        return changes;
    }

    private StoreChange NewChange(NamespacedName key, object? old, object? value) => new(key, old, value, _indexes.ValuesOf(old), _indexes.ValuesOf(value));

    private void Record_NeedsLock(in StoreChange change, bool isInitial)
    {
        _invalid += (change.New is InvalidObject ? 1 : 0) - (change.Old is InvalidObject ? 1 : 0);
        if (change.Old is T old)
        {
            _indexes.Remove_NeedsLock(old, change.OldValues);
        }

        if (change.New is T value)
        {
            _indexes.Add_NeedsLock(value, change.NewValues);
        }

        var told = change.ToEvent<T>(isInitial && change.Kind == InformerEventKind.Added);
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(told);
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
