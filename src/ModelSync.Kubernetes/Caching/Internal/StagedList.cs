using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// What a list has shown so far: the cache as it will be once the last page is there. An object that has not changed stays the one that is cached, so
/// that a relist costs little memory and its pages are free to go.
/// </summary>
internal sealed class StagedList<T>(ObjectStore<T> store, ObjectGate<T> gate, bool mustNotBeOlder)
    where T : class, IKubernetesObject
{
    private readonly ObjectTable _objects = new();
    private string? _unnamed;

    public int Count => _objects.Count;

    /// <summary>What is wrong with an object without a readable name; null where each has one.</summary>
    public string? Unnamed => _unnamed;

    public void Add(ListPage<T> page)
    {
        foreach (var value in page.Items)
        {
            Add(value);
        }

        foreach (var invalid in page.Invalid)
        {
            Add(invalid);
        }
    }

    public void Add(T value)
    {
        if (gate.TryGetKey(value.Metadata, out var key))
        {
            Add(key, value.Metadata, value);
        }
    }

    public void Add(InvalidObject value)
    {
        if (gate.TryGetKey(value.Metadata, out var key))
        {
            Add(key, value.Metadata, value);
        }
        else
        {
            _unnamed = value.Error;
        }
    }

    /// <summary>Takes out what a watch-list tells of an object that went while the present ones were told.</summary>
    public void Remove(ObjectMeta? metadata)
    {
        if (gate.TryGetKey(metadata, out var key))
        {
            _objects.Remove(key);
        }
    }

    /// <summary>Makes the cache equal to the list, and tells the difference.</summary>
    public void Commit(string? ns, bool isInitial)
    {
        if (_unnamed is not null)
        {
            KeepMissing(ns);
        }

        store.Replace(ns, _objects, isInitial);
    }

    private void Add(NamespacedName key, ObjectMeta metadata, object value)
    {
        var cached = store.Find(key);

        // A list that is promised to be no older than what we know can show no older object. Where one does, the server answers from several states at
        // once, and the cache stays where it is: a change that was told is never taken back (kubernetes #59848). A list of the newest state may do so:
        // after a restored backup the server's versions begin anew.
        var kept = cached is null ? null
            : mustNotBeOlder && ObjectIdentity.IsOlder(metadata, ObjectIdentity.MetadataOf(cached)) ? cached
            : cached is T known && value is T && ObjectIdentity.IsSameState(known, value) ? cached
            : null;
        _objects.Set(key, kept ?? (value is T readable ? gate.Admit(readable) : value));
    }

    // The object without a name may be any of those that the list does not show: unknown is not gone.
    private void KeepMissing(string? ns)
    {
        foreach (var value in store.List<object>(ns))
        {
            if (gate.TryGetKey(ObjectIdentity.MetadataOf(value), out var key) && !_objects.TryGet(key, out _))
            {
                _objects.Set(key, value);
            }
        }
    }
}
