using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>
/// Ready entries in two lanes. Strict priorities starve: a low lane behind a busy normal one never moved (controller-runtime #3496), so while both have
/// some, every eighth comes from the low lane; and no more than that, so that a first list does not hold up what somebody waits for.
/// </summary>
internal sealed class ReadyLanes<TKey>
    where TKey : notnull
{
    private const int TakesPerLowOne = 8;

    private readonly EntryList<TKey> _normal = new();
    private readonly EntryList<TKey> _low = new();
    private int _passedOver;

    public int Count => _normal.Count + _low.Count;

    public void Add(QueueEntry<TKey> entry, QueuePriority priority, long now)
    {
        entry.IsReady = true;
        entry.Priority = priority;
        entry.Since = now;
        Lane(priority).AddLast(entry);
    }

    /// <summary>Moves an entry to a higher lane; never to a lower one.</summary>
    public void Lift(QueueEntry<TKey> entry, QueuePriority priority)
    {
        if (priority > entry.Priority)
        {
            Lane(entry.Priority).Remove(entry);
            entry.Priority = priority;
            Lane(priority).AddLast(entry);
        }
    }

    public bool TryTake([NotNullWhen(true)] out QueueEntry<TKey>? entry)
    {
        var isLowTurn = _normal.Count == 0 || _passedOver == TakesPerLowOne - 1;
        entry = isLowTurn ? _low.First ?? _normal.First : _normal.First;
        if (entry is null)
        {
            return false;
        }

        // Counted only while one waits: nothing is saved up by an empty lane.
        _passedOver = entry.Priority == QueuePriority.Low || _low.Count == 0 ? 0 : _passedOver + 1;
        Lane(entry.Priority).Remove(entry);
        entry.IsReady = false;
        return true;
    }

    private EntryList<TKey> Lane(QueuePriority priority) => priority == QueuePriority.Low ? _low : _normal;
}
