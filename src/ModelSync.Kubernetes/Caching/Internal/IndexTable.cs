using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// The objects by the values of each index. A value with one object, which is what most have, costs no bucket. What an index function says is asked for
/// outside of the store's lock; an old object is asked again when it goes, because keeping the answers would cost more than asking.
/// </summary>
internal sealed class IndexTable<T>
    where T : class, IKubernetesObject
{
    private static readonly string[][] NoValues = [];

    private readonly CacheIndex<T>[] _indexes;
    private readonly Dictionary<string, object>[] _buckets;
    private readonly Action<CacheIndex<T>, Exception> _onFailure;

    public IndexTable(IReadOnlyList<CacheIndex<T>> indexes, Action<CacheIndex<T>, Exception> onFailure)
    {
        _indexes = [.. indexes.Distinct()];
        _buckets = [.. _indexes.Select(_ => new Dictionary<string, object>(StringComparer.Ordinal))];
        _onFailure = onFailure;
    }

    /// <summary>A change with what the indexes say of both states.</summary>
    public StoreChange NewChange(NamespacedName key, object? old, object? value) => new(key, old, value, ValuesOf(old), ValuesOf(value));

    public void Add_NeedsLock(T value, string[][] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            foreach (var text in values[i])
            {
                Add(_buckets[i], text, value);
            }
        }
    }

    public void Remove_NeedsLock(T value, string[][] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            foreach (var text in values[i])
            {
                Remove(_buckets[i], text, value);
            }
        }
    }

    /// <exception cref="InvalidOperationException">There is no such index.</exception>
    public IReadOnlyList<T> Find_NeedsLock(CacheIndex<T> index, string value)
    {
        var at = Array.IndexOf(_indexes, index);
        if (at < 0)
        {
            throw new InvalidOperationException($"the cache was not made with the index \"{index}\": name it in {nameof(InformerOptions<>)}.{nameof(InformerOptions<>.Indexes)}");
        }

        return !_buckets[at].TryGetValue(value, out var bucket) ? []
            : bucket is T single ? [single]
            : [.. (HashSet<T>)bucket];
    }

    private static void Add(Dictionary<string, object> buckets, string text, T value)
    {
        if (!buckets.TryGetValue(text, out var bucket))
        {
            buckets.Add(text, value);
        }
        else if (bucket is HashSet<T> many)
        {
            many.Add(value);
        }
        else if (!ReferenceEquals(bucket, value))
        {
            buckets[text] = new HashSet<T>(ReferenceEqualityComparer.Instance) { (T)bucket, value };
        }
    }

    private static void Remove(Dictionary<string, object> buckets, string text, T value)
    {
        if (!buckets.TryGetValue(text, out var bucket))
        {
            return;
        }

        if (bucket is HashSet<T> many)
        {
            many.Remove(value);
            if (many.Count == 0)
            {
                buckets.Remove(text);
            }
        }
        else if (ReferenceEquals(bucket, value))
        {
            buckets.Remove(text);
        }
    }

    // None in an index that throws.
    private string[][] ValuesOf(object? value)
    {
        if (_indexes.Length == 0 || value is not T readable)
        {
            return NoValues;
        }

        var values = new string[_indexes.Length][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValuesOf(_indexes[i], readable);
        }

        return values;
    }

    private string[] ValuesOf(CacheIndex<T> index, T value)
    {
        try
        {
            return [.. index.ValuesOf(value).OfType<string>()];
        }
        catch (Exception exception)
        {
            // The function is the user's: what it makes of one object must not cost the others, nor this object its place in the cache.
            _onFailure(index, exception);
            return [];
        }
    }
}
