using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>
/// What is to be done with which key, without locks, clocks and waiting: the caller holds a lock and brings the time. Methods that make keys ready return how
/// many they made so.
/// <code>
///              Add                 TryTake                     Done
///   absent ───────────► ready ────────────────► with a worker ──────► absent
///     │                  ▲  ▲                       │
///     │ AddAfter         │  │ Done                  │ Add
///     ▼       due or Add │  │                       ▼
///   delayed ─────────────┘  └──────────── with a worker, again
/// </code>
/// Being delayed is a state of its own only for a key that is neither ready nor with a worker; then an Add ends the delay, because whoever looks at the key
/// decides anew. A deadline that is set while a worker has the key stays whatever else comes: the worker's own wish to look again is stated before it is done,
/// and an event that came meanwhile must not cost it (KubeOps #554, #707). The worst that follows is one look too many.
/// </summary>
internal sealed class QueueCore<TKey>
    where TKey : notnull
{
    private readonly EntryTable<TKey> _entries = new();
    private readonly ReadyLanes<TKey> _ready = new();
    private readonly DeadlineHeap<TKey> _delayed = new();
    private readonly EntryList<TKey> _inFlight = new();
    private int _again;
    private int _tickets;

    public int Depth => _ready.Count;

    public int Delayed => _delayed.Count;

    public int InFlight => _inFlight.Count;

    public long NextDue => _delayed.NextDue;

    /// <summary>Since when the key that is with a worker longest is there; none while there is none.</summary>
    public long? OldestInFlight => _inFlight.First?.Since;

    public bool IsClosed { get; private set; }

    /// <summary>Closed, and nothing will become ready any more.</summary>
    public bool IsDrained => IsClosed && _ready.Count == 0 && _again == 0;

    public int Add(TKey key, QueuePriority priority, long now) => IsClosed ? 0 : MakeReady(_entries.GetOrAdd(key), priority, now);

    public void AddAfter(TKey key, long due, QueuePriority priority)
    {
        if (IsClosed)
        {
            return;
        }

        var entry = _entries.GetOrAdd(key);
        if (entry.IsReady)
        {
            _ready.Lift(entry, priority);
        }
        else if (entry.IsDelayed)
        {
            entry.DelayedPriority = Higher(entry.DelayedPriority, priority);
            _delayed.Advance(entry, due);
        }
        else
        {
            entry.DelayedPriority = priority;
            _delayed.Add(entry, due);
        }
    }

    /// <summary>Makes ready what is due.</summary>
    public int Promote(long now)
    {
        var added = 0;
        while (_delayed.TakeAny(now) is { } entry)
        {
            added += MakeReady(entry, entry.DelayedPriority, now);
        }

        return added;
    }

    public bool TryTake(long now, [NotNullWhen(true)] out QueueEntry<TKey>? entry, out long waited)
    {
        waited = 0;
        if (!_ready.TryTake(out entry))
        {
            return false;
        }

        waited = now - entry.Since;
        entry.IsInFlight = true;
        entry.Since = now;
        entry.Ticket = ++_tickets;
        _inFlight.AddLast(entry);
        return true;
    }

    /// <summary>Ends the work on a key; false where this work has ended before.</summary>
    public bool TryEnd(QueueEntry<TKey> entry, int ticket, long now, out long worked, out int added)
    {
        worked = 0;
        added = 0;
        if (!entry.IsInFlight || entry.Ticket != ticket)
        {
            return false;
        }

        worked = now - entry.Since;
        entry.IsInFlight = false;
        _inFlight.Remove(entry);
        if (entry.IsAgain)
        {
            entry.IsAgain = false;
            _again--;
            added = 1;
            _ready.Add(entry, entry.AgainPriority, now);
        }

        _entries.ReleaseIfIdle(entry);
        return true;
    }

    /// <summary>Takes nothing more and drops what is delayed; without <paramref name="drain"/> also what is ready.</summary>
    public void Close(bool drain)
    {
        IsClosed = true;
        while (_delayed.TakeAny() is { } entry)
        {
            _entries.ReleaseIfIdle(entry);
        }

        while (!drain && _ready.TryTake(out var entry))
        {
            _entries.ReleaseIfIdle(entry);
        }

        for (var entry = _inFlight.First; entry is not null && !drain; entry = entry.Next)
        {
            _again -= entry.IsAgain ? 1 : 0;
            entry.IsAgain = false;
        }
    }

    private static QueuePriority Higher(QueuePriority left, QueuePriority right) => left > right ? left : right;

    private int MakeReady(QueueEntry<TKey> entry, QueuePriority priority, long now)
    {
        if (entry.IsReady)
        {
            _ready.Lift(entry, priority);
            return 0;
        }

        if (entry.IsInFlight)
        {
            entry.AgainPriority = entry.IsAgain ? Higher(entry.AgainPriority, priority) : priority;
            _again += entry.IsAgain ? 0 : 1;
            entry.IsAgain = true;
            return 0;
        }

        if (entry.IsDelayed)
        {
            _delayed.Remove(entry);
            priority = Higher(priority, entry.DelayedPriority);
        }

        _ready.Add(entry, priority, now);
        return 1;
    }
}
