using System.Runtime.InteropServices;

namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>Delayed entries, the earliest first; each knows its place, so that a deadline can move and an entry can leave in the time that an insertion takes.</summary>
internal sealed class DeadlineHeap<TKey>
    where TKey : notnull
{
    private readonly List<QueueEntry<TKey>> _items = [];
    private long _order;

    public int Count => _items.Count;

    /// <summary>The earliest deadline; the largest number where there is none.</summary>
    public long NextDue => _items.Count == 0 ? long.MaxValue : _items[0].Due;

    public void Add(QueueEntry<TKey> entry, long due)
    {
        entry.Due = due;
        entry.Order = _order++;
        entry.HeapIndex = _items.Count;
        _items.Add(entry);
        Raise(entry);
    }

    /// <summary>Moves a deadline forward; a later one changes nothing.</summary>
    public void Advance(QueueEntry<TKey> entry, long due)
    {
        if (due < entry.Due)
        {
            entry.Due = due;
            entry.Order = _order++;
            Raise(entry);
        }
    }

    public void Remove(QueueEntry<TKey> entry)
    {
        var index = entry.HeapIndex;
        var last = _items[^1];
        _items.RemoveAt(_items.Count - 1);
        entry.HeapIndex = QueueEntry<TKey>.NotInHeap;
        if (last != entry)
        {
            Place(last, index);
            Raise(last);
            Sink(last);
        }
    }

    public QueueEntry<TKey>? TakeAny(long due = long.MaxValue)
    {
        if (_items.Count == 0 || _items[0].Due > due)
        {
            return null;
        }

        var first = _items[0];
        Remove(first);
        return first;
    }

    private static bool IsBefore(QueueEntry<TKey> left, QueueEntry<TKey> right) =>
        left.Due != right.Due ? left.Due < right.Due : left.Order < right.Order;

    private void Place(QueueEntry<TKey> entry, int index)
    {
        entry.HeapIndex = index;
        CollectionsMarshal.AsSpan(_items)[index] = entry;
    }

    private void Raise(QueueEntry<TKey> entry)
    {
        var index = entry.HeapIndex;
        while (index > 0 && IsBefore(entry, _items[(index - 1) / 2]))
        {
            Place(_items[(index - 1) / 2], index);
            index = (index - 1) / 2;
        }

        Place(entry, index);
    }

    private void Sink(QueueEntry<TKey> entry)
    {
        var index = entry.HeapIndex;
        while (true)
        {
            var child = (2 * index) + 1;
            if (child + 1 < _items.Count && IsBefore(_items[child + 1], _items[child]))
            {
                child++;
            }

            if (child >= _items.Count || !IsBefore(_items[child], entry))
            {
                break;
            }

            Place(_items[child], index);
            index = child;
        }

        Place(entry, index);
    }
}
