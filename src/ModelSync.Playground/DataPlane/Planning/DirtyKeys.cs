using System.Threading.Channels;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>Objects that must be looked at, now or later; each once however often it is named. Many may mark, one takes.</summary>
internal sealed class DirtyKeys(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ObjectKey> _now = [];
    private readonly PriorityQueue<ObjectKey, long> _later = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task<bool>? _signalled;

    public void Mark(ObjectKey key)
    {
        lock (_lock)
        {
            _now.Add(key);
        }

        _signal.Writer.TryWrite(true);
    }

    public void MarkLater(ObjectKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            _later.Enqueue(key, time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency));
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits until there are any, and takes them all.</summary>
    public async Task<IReadOnlyCollection<ObjectKey>> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (taken, wait) = TryTake();
            if (taken.Length > 0)
            {
                return taken;
            }

            // The same wait goes on when the time of a later one comes first: waits that nobody ends would pile up.
            _signalled ??= _signal.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            await ((Task)_signalled).WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (_signalled.IsCompleted)
            {
                _signalled = null;
                _signal.Reader.TryRead(out _);
            }
        }
    }

    private (ObjectKey[] Taken, TimeSpan Wait) TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            while (_later.TryPeek(out var key, out var due) && due <= now)
            {
                _later.Dequeue();
                _now.Add(key);
            }

            ObjectKey[] taken = [.. _now];
            _now.Clear();

            // A timer has milliseconds: rounded up, or it would be over just before its time.
            return (taken, _later.TryPeek(out _, out var next) ? time.GetElapsedTime(now, next) + TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan);
        }
    }
}
