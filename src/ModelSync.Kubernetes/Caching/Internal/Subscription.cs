using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// One handler and what it has yet to be told: for each name one event, in the order in which the names came up. It works whenever something waits,
/// on a thread of the pool, one call at a time, and keeps no task for the time in between.
/// </summary>
internal sealed class Subscription<T> : IDisposable, IThreadPoolWorkItem
    where T : class, IKubernetesObject
{
    /// <summary>How many deletions of objects that it was never told of may wait; they alone are not bounded by the number of objects.</summary>
    public const int MaxUntoldDeletions = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, LinkedListNode<Waiting>> _byKey = [];
    private readonly LinkedList<Waiting> _inOrder = [];
    private readonly ObjectStore<T> _store;
    private readonly Action<InformerEvent<T>> _handler;
    private readonly Action<Exception> _onFailure;
    private readonly Action<int> _onOverflow;
    private int _untoldDeletions;
    private int _dropped;
    private bool _works;
    private bool _isDisposed;

    public Subscription(ObjectStore<T> store, Action<InformerEvent<T>> handler, Action<Exception> onFailure, Action<int> onOverflow)
    {
        _store = store;
        _handler = handler;
        _onFailure = onFailure;
        _onOverflow = onOverflow;
    }

    /// <summary>How many events wait.</summary>
    public int Waits
    {
        get
        {
            lock (_gate)
            {
                return _inOrder.Count;
            }
        }
    }

    /// <summary>Whether nothing waits and nothing is being told.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_works;
            }
        }
    }

    /// <summary>Has an event told, together with what waits about the same object.</summary>
    public void Offer(in InformerEvent<T> told)
    {
        lock (_gate)
        {
            if (_isDisposed || !Add_NeedsLock(told) || _works)
            {
                return;
            }

            _works = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Tells what waits until nothing does.</summary>
    public void Execute()
    {
        while (TryTake(out var told))
        {
            try
            {
                _handler(told);
            }
            catch (Exception exception)
            {
                // The handler is the user's: the informer and the other handlers go on (controller-runtime does the same).
                _onFailure(exception);
            }

            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                _onOverflow(dropped);
            }
        }
    }

    /// <summary>Tells no more; a call that is under way comes to its end by itself.</summary>
    public void Dispose()
    {
        _store.Unsubscribe(this);
        lock (_gate)
        {
            _isDisposed = true;
            _byKey.Clear();
            _inOrder.Clear();
        }
    }

    private bool Add_NeedsLock(in InformerEvent<T> told)
    {
        if (!_byKey.TryGetValue(told.Key, out var node))
        {
            _byKey.Add(told.Key, _inOrder.AddLast(new Waiting(told, IsUntold: told.Kind == InformerEventKind.Added)));
            return true;
        }

        var waiting = node.Value;
        var merged = waiting with { Event = EventMerge.Merge(waiting.Event, told) };
        _untoldDeletions += (merged.IsUntoldDeletion ? 1 : 0) - (waiting.IsUntoldDeletion ? 1 : 0);
        if (_untoldDeletions <= MaxUntoldDeletions)
        {
            node.Value = merged;
            return true;
        }

        // The handler has been stuck for thousands of objects. What it was told of is all kept; of the rest it learns no more than the log does.
        _untoldDeletions--;
        _inOrder.Remove(node);
        _byKey.Remove(told.Key);
        Interlocked.Increment(ref _dropped);
        return false;
    }

    private bool TryTake(out InformerEvent<T> told)
    {
        lock (_gate)
        {
            if (_inOrder.First is not { } first)
            {
                _works = false;
                told = default;
                return false;
            }

            _untoldDeletions -= first.Value.IsUntoldDeletion ? 1 : 0;
            told = first.Value.Event;
            _inOrder.RemoveFirst();
            _byKey.Remove(told.Key);
            return true;
        }
    }

    private readonly record struct Waiting(InformerEvent<T> Event, bool IsUntold)
    {
        public bool IsUntoldDeletion => IsUntold && Event.Kind == InformerEventKind.Deleted;
    }
}
