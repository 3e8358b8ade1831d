using System.Diagnostics.CodeAnalysis;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// Objects by namespace and name; each is a readable object or an <see cref="Resources.InvalidObject"/>. Two levels, because the objects of one namespace
/// are listed and replaced more often than all, and because half a key is kept for each object.
/// </summary>
internal sealed class ObjectTable
{
    private static readonly IReadOnlyDictionary<string, object> NoObjects = new Dictionary<string, object>(StringComparer.Ordinal);

    private readonly Dictionary<string, Dictionary<string, object>> _namespaces = new(StringComparer.Ordinal);

    /// <summary>How many objects there are.</summary>
    public int Count { get; private set; }

    /// <summary>The objects of each namespace that has any; of cluster-scoped kinds under the empty name.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Dictionary<string, object>>> Namespaces => _namespaces;

    /// <summary>The objects of a namespace.</summary>
    public IReadOnlyDictionary<string, object> In(string? ns) => _namespaces.TryGetValue(ns ?? string.Empty, out var objects) ? objects : NoObjects;

    public bool TryGet(NamespacedName key, [NotNullWhen(true)] out object? value)
    {
        value = null;
        return _namespaces.TryGetValue(key.Namespace ?? string.Empty, out var objects) && objects.TryGetValue(key.Name, out value);
    }

    public void Set(NamespacedName key, object value)
    {
        var ns = key.Namespace ?? string.Empty;
        if (!_namespaces.TryGetValue(ns, out var objects))
        {
            _namespaces.Add(ns, objects = new Dictionary<string, object>(StringComparer.Ordinal));
        }

        Count += objects.ContainsKey(key.Name) ? 0 : 1;
        objects[key.Name] = value;
    }

    public void Remove(NamespacedName key)
    {
        var ns = key.Namespace ?? string.Empty;
        if (_namespaces.TryGetValue(ns, out var objects) && objects.Remove(key.Name))
        {
            Count--;
            if (objects.Count == 0)
            {
                _namespaces.Remove(ns);
            }
        }
    }

    /// <summary>Takes over what another table has in a namespace.</summary>
    public void TakeOver(string ns, ObjectTable other)
    {
        Count -= In(ns).Count;
        _namespaces.Remove(ns);
        if (other._namespaces.TryGetValue(ns, out var objects))
        {
            _namespaces.Add(ns, objects);
            Count += objects.Count;
        }
    }
}
