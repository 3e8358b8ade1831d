namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>A list through the entries themselves: first in, first out, and any one can leave at once.</summary>
internal sealed class EntryList<TKey>
    where TKey : notnull
{
    private QueueEntry<TKey>? _last;

    public int Count { get; private set; }

    public QueueEntry<TKey>? First { get; private set; }

    public void AddLast(QueueEntry<TKey> entry)
    {
        entry.Previous = _last;
        entry.Next = null;
        if (_last is null)
        {
            First = entry;
        }
        else
        {
            _last.Next = entry;
        }

        _last = entry;
        Count++;
    }

    public void Remove(QueueEntry<TKey> entry)
    {
        if (entry.Previous is { } previous)
        {
            previous.Next = entry.Next;
        }
        else
        {
            First = entry.Next;
        }

        if (entry.Next is { } next)
        {
            next.Previous = entry.Previous;
        }
        else
        {
            _last = entry.Previous;
        }

        entry.Next = entry.Previous = null;
        Count--;
    }
}
