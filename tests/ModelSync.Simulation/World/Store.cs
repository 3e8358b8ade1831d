namespace ModelSync.Simulation.World;

/// <summary>One kind of objects in one cluster as it really is; caches learn of each change later.</summary>
internal sealed class Store<T>(T first)
{
    private readonly List<Cache<T>> _caches = [];
    private T _older = first;

    /// <summary>The truth.</summary>
    public T Value { get; private set; } = first;

    /// <summary>Counts the changes.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Changes the truth.</summary>
    public void Set(T value)
    {
        _older = Value;
        Value = value;
        Version++;
        foreach (var cache in _caches)
        {
            cache.Expect(value, Version);
        }
    }

    /// <summary>Lists for a cache: the truth, or what a server that lags behind takes for it.</summary>
    public (T Value, long Version) List(bool isStale) => isStale ? (_older, Version - 1) : (Value, Version);

    /// <summary>Lets a cache learn of changes.</summary>
    public void Add(Cache<T> cache) => _caches.Add(cache);

    /// <summary>A cache that ended.</summary>
    public void Remove(Cache<T> cache) => _caches.Remove(cache);
}
