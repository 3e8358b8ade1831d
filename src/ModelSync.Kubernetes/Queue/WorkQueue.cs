using ModelSync.Kubernetes.Queue.Internal;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Queue;

/// <summary>The work queue: two lanes, one heap of deadlines and one timer, whatever the number of keys.</summary>
/// <remarks>What happens to a key stands in <see cref="QueueCore{TKey}"/>; here are the lock, the timer, those who wait, and the metrics.</remarks>
/// <typeparam name="TKey">The key.</typeparam>
public sealed partial class WorkQueue<TKey> : IWorkQueue<TKey>, IObservedQueue
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly QueueCore<TKey> _core = new();
    private readonly LinkedList<QueueWaiter<TKey>> _waiters = new();
    private readonly IRateLimiter<TKey> _limiter;
    private readonly QueueInstruments _instruments;
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly TimeProvider _clock;
    private readonly DeadlineTimer _timer;

    /// <summary>An empty queue.</summary>
    public WorkQueue(WorkQueueOptions<TKey> options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(options.Name);
        _limiter = options.RateLimiter ?? new ExponentialRateLimiter<TKey>();
        _tags = [new("queue", options.Name), new("cluster", options.Cluster.ToString())];
        _clock = services.TimeProvider;
        _timer = new DeadlineTimer(_clock, Promote);
        _instruments = QueueInstruments.Of(services.Meter);
        _instruments.Add(this);
    }

    /// <inheritdoc />
    public int Depth => Read(static core => core.Depth);

    /// <inheritdoc />
    public int Delayed => Read(static core => core.Delayed);

    /// <inheritdoc />
    public int InFlight => Read(static core => core.InFlight);

    KeyValuePair<string, object?>[] IObservedQueue.Tags => _tags;

    TimeSpan IObservedQueue.LongestRunning => Read(static core => core.OldestInFlight) is { } since ? _clock.GetElapsedTime(since) : TimeSpan.Zero;

    /// <inheritdoc />
    public void Add(TKey key, QueuePriority priority = QueuePriority.Normal)
    {
        CheckKey(key);
        var now = _clock.GetTimestamp();
        QueueWaiter<TKey>? served;
        int added;
        lock (_gate)
        {
            added = _core.Add(key, priority, now);
            served = Serve_NeedsLock(now);
        }

        Tell(added, served);
    }

    /// <inheritdoc />
    public void AddAfter(TKey key, TimeSpan delay, QueuePriority priority = QueuePriority.Normal)
    {
        CheckKey(key);
        if (delay <= TimeSpan.Zero)
        {
            Add(key, priority);
            return;
        }

        var now = _clock.GetTimestamp();
        lock (_gate)
        {
            _core.AddAfter(key, _timer.Deadline(now, delay), priority);
            _timer.Arm_NeedsLock(_core.NextDue, now);
        }
    }

    /// <inheritdoc />
    public TimeSpan AddRateLimited(TKey key, QueuePriority priority = QueuePriority.Normal)
    {
        CheckKey(key);
        var delay = _limiter.When(key);
        _instruments.Retries.Add(1, _tags);
        AddAfter(key, delay, priority);
        return delay;
    }

    /// <inheritdoc />
    public void Forget(TKey key) => _limiter.Forget(key);

    /// <inheritdoc />
    public int Failures(TKey key) => _limiter.Failures(key);

    /// <inheritdoc />
    public void ShutDown(bool drain)
    {
        QueueWaiter<TKey>? released;
        lock (_gate)
        {
            _core.Close(drain);
            released = Serve_NeedsLock(_clock.GetTimestamp());
        }

        Tell(added: 0, released);
    }

    /// <summary>Shuts down without draining, and takes the queue out of the metrics.</summary>
    public void Dispose()
    {
        ShutDown(drain: false);
        _timer.Dispose();
        _instruments.Remove(this);
    }

    private static void CheckKey(TKey key)
    {
        // The first half alone, because code that is not optimised boxes a struct to compare it with null.
        if (!typeof(TKey).IsValueType && key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }
    }

    private T Read<T>(Func<QueueCore<TKey>, T> read)
    {
        lock (_gate)
        {
            return read(_core);
        }
    }

    private void Promote()
    {
        var now = _clock.GetTimestamp();
        QueueWaiter<TKey>? served;
        int added;
        lock (_gate)
        {
            added = _core.Promote(now);
            _timer.Rearm_NeedsLock(_core.NextDue, now);
            served = Serve_NeedsLock(now);
        }

        Tell(added, served);
    }
}
