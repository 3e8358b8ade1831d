using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <content>Changes, by the one writer of each namespace.</content>
internal sealed partial class ObjectStore<T>
    where T : class, IKubernetesObject
{
    /// <summary>Sets or removes one object; null where there is nothing new about it.</summary>
    public void Apply(NamespacedName key, object? value)
    {
        var old = Find(key);
        if (old is null ? value is null : value is not null && ObjectIdentity.IsSameState(old, value))
        {
            return;
        }

        var change = _indexes.NewChange(key, old, value);
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
        var changes = StoreDifference.Between(current, listed, _indexes);
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
}
