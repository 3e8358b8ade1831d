using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>What a work queue promises, written down as plainly as can be: lists that are searched, and no thought of speed.</summary>
internal sealed class QueueModel
{
    private readonly List<(int Key, QueuePriority Priority)> _ready = [];
    private readonly Dictionary<int, QueuePriority?> _inFlight = [];
    private readonly List<(int Key, TimeSpan Due, QueuePriority Priority)> _delayed = [];
    private TimeSpan _now;
    private int _normalsPastALowOne;
    private bool _closed;

    public (int Depth, int Delayed, int InFlight) Counts => (_ready.Count, _delayed.Count, _inFlight.Count);

    public IEnumerable<int> WithWorkers => _inFlight.Keys;

    public void Add(int key, QueuePriority priority)
    {
        if (_closed)
        {
            return;
        }

        if (_ready.FindIndex(ready => ready.Key == key) is >= 0 and var at)
        {
            Lift(at, priority);
        }
        else if (_inFlight.TryGetValue(key, out var again))
        {
            _inFlight[key] = again is null ? priority : Max(again.Value, priority);
        }
        else
        {
            foreach (var delayed in _delayed.Where(delayed => delayed.Key == key))
            {
                priority = Max(priority, delayed.Priority);
            }

            _delayed.RemoveAll(delayed => delayed.Key == key);
            _ready.Add((key, priority));
        }
    }

    public void AddAfter(int key, TimeSpan delay, QueuePriority priority)
    {
        if (_closed)
        {
            return;
        }

        if (_ready.FindIndex(ready => ready.Key == key) is >= 0 and var at)
        {
            Lift(at, priority);
            return;
        }

        if (_delayed.FindIndex(delayed => delayed.Key == key) is >= 0 and var index)
        {
            var old = _delayed[index];
            if (_now + delay < old.Due)
            {
                _delayed.RemoveAt(index);
                _delayed.Add((key, _now + delay, Max(old.Priority, priority)));
            }
            else
            {
                _delayed[index] = old with { Priority = Max(old.Priority, priority) };
            }

            return;
        }

        _delayed.Add((key, _now + delay, priority));
    }

    public (int Key, QueuePriority Priority)? Take()
    {
        if (_ready.Count == 0)
        {
            return null;
        }

        var low = _ready.FindIndex(ready => ready.Priority == QueuePriority.Low);
        var normal = _ready.FindIndex(ready => ready.Priority == QueuePriority.Normal);
        var at = low >= 0 && (normal < 0 || _normalsPastALowOne == 7) ? low : normal;
        _normalsPastALowOne = at == low || low < 0 ? 0 : _normalsPastALowOne + 1;
        var taken = _ready[at];
        _ready.RemoveAt(at);
        _inFlight.Add(taken.Key, null);
        return taken;
    }

    public void End(int key)
    {
        _inFlight.Remove(key, out var again);
        if (again is { } priority)
        {
            _ready.Add((key, priority));
        }
    }

    public void Advance(TimeSpan by)
    {
        _now += by;
        while (_delayed.Where(delayed => delayed.Due <= _now).OrderBy(delayed => delayed.Due).Cast<(int Key, TimeSpan Due, QueuePriority Priority)?>().FirstOrDefault() is { } due)
        {
            _delayed.Remove(due);
            Add(due.Key, due.Priority);
        }
    }

    public void ShutDown(bool drain)
    {
        _closed = true;
        _delayed.Clear();
        if (!drain)
        {
            _ready.Clear();
            foreach (var key in _inFlight.Keys)
            {
                _inFlight[key] = null;
            }
        }
    }

    private static QueuePriority Max(QueuePriority left, QueuePriority right) => left > right ? left : right;

    private void Lift(int at, QueuePriority priority)
    {
        if (priority > _ready[at].Priority)
        {
            var key = _ready[at].Key;
            _ready.RemoveAt(at);
            _ready.Add((key, priority));
        }
    }
}
