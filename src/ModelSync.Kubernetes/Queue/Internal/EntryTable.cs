namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>The entries by their keys. A set of entries that is asked by key, because a dictionary would keep each key a second time.</summary>
internal sealed class EntryTable<TKey>
    where TKey : notnull
{
    // Enough for the keys that come and go while the queue keeps up; after a burst the rest is the garbage collector's.
    private const int MaxPooled = 256;

    private readonly HashSet<QueueEntry<TKey>> _entries = new(new ByKey());
    private readonly HashSet<QueueEntry<TKey>>.AlternateLookup<TKey> _byKey;
    private QueueEntry<TKey>? _pool;
    private int _pooled;

    public EntryTable() => _byKey = _entries.GetAlternateLookup<TKey>();

    public QueueEntry<TKey> GetOrAdd(TKey key)
    {
        if (_byKey.TryGetValue(key, out var found))
        {
            return found;
        }

        var entry = Rent();
        entry.Key = key;
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Forgets an entry of which nothing is left to do.</summary>
    public void ReleaseIfIdle(QueueEntry<TKey> entry)
    {
        if (!entry.IsIdle)
        {
            return;
        }

        _entries.Remove(entry);
        entry.Key = default!;
        if (_pooled < MaxPooled)
        {
            entry.Next = _pool;
            _pool = entry;
            _pooled++;
        }
    }

    private QueueEntry<TKey> Rent()
    {
        if (_pool is not { } entry)
        {
            return new QueueEntry<TKey>();
        }

        _pool = entry.Next;
        _pooled--;
        entry.Next = null;
        return entry;
    }

    private sealed class ByKey : IEqualityComparer<QueueEntry<TKey>>, IAlternateEqualityComparer<TKey, QueueEntry<TKey>>
    {
        public bool Equals(QueueEntry<TKey>? x, QueueEntry<TKey>? y) => ReferenceEquals(x, y);

        public int GetHashCode(QueueEntry<TKey> obj) => obj.Key.GetHashCode();

        public bool Equals(TKey alternate, QueueEntry<TKey> other) => EqualityComparer<TKey>.Default.Equals(alternate, other.Key);

        public int GetHashCode(TKey alternate) => alternate.GetHashCode();

        public QueueEntry<TKey> Create(TKey alternate) => new() { Key = alternate };
    }
}
