using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>When which run is to do something next, and one timer for the earliest. Guarded by the engine's lock, but for the timer's call.</summary>
internal sealed class GateTimetable : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly PriorityQueue<(GateRunState Run, int Turn), long> _entries = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long? _armedFor;

    public GateTimetable(TimeProvider time, Action due)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Action)state!)(), due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(GateRunState run) => _entries.Enqueue((run, run.Turn), run.DueTimestamp);

    /// <summary>Takes a run whose time has come.</summary>
    public bool TryTakeDue([NotNullWhen(true)] out GateRunState? run)
    {
        while (TryPeek(out var entry, out var due) && due <= _time.GetTimestamp())
        {
            _entries.Dequeue();
            run = entry.Run;
            return true;
        }

        run = null;
        return false;
    }

    /// <summary>Notes that the timer rang, which it may do too early: it counts whole milliseconds of another clock, and waits an hour at most.</summary>
    public void HasRung() => _armedFor = null;

    /// <summary>Sets the timer for the earliest run.</summary>
    public void Arm()
    {
        if (!TryPeek(out _, out var due))
        {
            return;
        }

        var now = _time.GetTimestamp();
        if (_armedFor is { } armed && armed <= due && armed > now)
        {
            return;
        }

        // Rounded up, or the timer would come a moment too early and find nothing.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((due - now) * 1000.0 / _time.TimestampFrequency));
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
        _armedFor = due;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    // What rested or went on since it was entered has another entry, or none.
    private bool TryPeek(out (GateRunState Run, int Turn) entry, out long due)
    {
        while (_entries.TryPeek(out entry, out due))
        {
            if (entry.Run.Turn == entry.Turn && entry.Run.IsActive)
            {
                return true;
            }

            _entries.Dequeue();
        }

        return false;
    }
}
