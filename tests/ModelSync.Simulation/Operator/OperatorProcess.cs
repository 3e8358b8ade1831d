using ModelSync.Core.Rollouts;
using ModelSync.Simulation.Engine;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>One run of the operator: it looks, decides, writes down the intent, acts, and looks again; it may end after any single write.</summary>
internal sealed class OperatorProcess
{
    private const int MostAttempts = 5;
    private const int Debounce = 1;
    private readonly ClusterSim _sim;
    private readonly Executor _executor;
    private readonly List<Lag> _lags = [];
    private IEnumerator<int>? _reconcile;
    private bool _isScheduled;
    private bool _isDirty;
    private int _failures;
    private long _timer;
    private long _timerAt = long.MaxValue;

    /// <summary>Starts a process; its lists may be stale, its wall clock may differ.</summary>
    public OperatorProcess(ClusterSim sim, int number, bool listsStale)
    {
        _sim = sim;
        Number = number;
        StartedAt = sim.Agenda.Now;
        Gatherer = new Gatherer(sim, this, listsStale);
        _executor = new Executor(sim, this);
        Wake();
    }

    /// <summary>Which process it is, from 1.</summary>
    public int Number { get; }

    /// <summary>When it started.</summary>
    public long StartedAt { get; }

    /// <summary>Whether it runs.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>What the process dies of, counted down with each write; null when nothing.</summary>
    public int? WritesToLive { get; set; }

    /// <summary>It stands still until then, as when its machine is paused: calls that are under way end later.</summary>
    public long StandsStillUntil { get; set; }

    /// <summary>How far its wall clock is off, in milliseconds.</summary>
    public long WallOffset { get; set; }

    /// <summary>The time that it takes for true.</summary>
    public DateTimeOffset WallNow => ClusterSim.Dawn.AddMilliseconds(_sim.Agenda.Now + WallOffset);

    /// <summary>What it knows.</summary>
    public Gatherer Gatherer { get; }

    /// <summary>The repairs that it made.</summary>
    public RepairLog Repairs { get; } = new();

    /// <summary>The world's agenda.</summary>
    public Agenda Agenda => _sim.Agenda;

    /// <summary>Whether it is at work.</summary>
    public bool IsBusy => _reconcile is not null || _isScheduled;

    /// <summary>A new bounded delay for one of its watches.</summary>
    public Lag NewLag()
    {
        var lag = new Lag(_sim.Random, _sim.Timings.Lag);
        _lags.Add(lag);
        return lag;
    }

    /// <summary>None of its watches tells anything before.</summary>
    public void StickWatches(long until) => _lags.ForEach(lag => lag.Stick(until));

    /// <summary>Something changed: it looks soon.</summary>
    public void Wake()
    {
        if (!IsAlive || _isScheduled)
        {
            return;
        }

        if (_reconcile is not null)
        {
            _isDirty = true;
            return;
        }

        _isScheduled = true;
        Agenda.After(Debounce, Begin);
    }

    /// <summary>Ends at once, in whatever it is doing.</summary>
    public void Kill()
    {
        IsAlive = false;
        _reconcile = null;
        Gatherer.Close();
    }

    /// <summary>Counts a write that arrived; the process may not live to see the answer.</summary>
    public void CountWrite()
    {
        if (WritesToLive is { } left)
        {
            WritesToLive = left - 1;
            if (left <= 1)
            {
                WritesToLive = null;
                _sim.Crash(this);
            }
        }
    }

    private void Begin()
    {
        _isScheduled = false;
        if (IsAlive)
        {
            _reconcile = Reconcile();
            GoOn();
        }
    }

    private void GoOn()
    {
        while (_reconcile is { } current)
        {
            if (!current.MoveNext())
            {
                _reconcile = null;
                if (_isDirty)
                {
                    _isDirty = false;
                    Wake();
                }

                return;
            }

            if (current.Current > 0)
            {
                Agenda.After(current.Current, () => Resume(current));
                return;
            }
        }
    }

    private void Resume(IEnumerator<int> reconcile)
    {
        if (Agenda.Now < StandsStillUntil)
        {
            Agenda.After(StandsStillUntil - Agenda.Now, () => Resume(reconcile));
        }
        else if (ReferenceEquals(_reconcile, reconcile))
        {
            GoOn();
        }
    }

    // Each yield is a call to an API server under way: the process may die there, and others may write.
    private IEnumerator<int> Reconcile()
    {
        for (var attempt = 1; attempt <= MostAttempts && Look() is { } decided; attempt++)
        {
            var report = new ExecutionReport();
            for (var run = _executor.Run(decided, report); run.MoveNext();)
            {
                yield return run.Current;
                if (!IsAlive)
                {
                    yield break;
                }
            }

            if (!report.IsIntentOutdated)
            {
                Finish(decided, report);
                yield break;
            }

            // Someone else decided: look again, at the rollout itself.
            yield return _sim.CallTime();
            Gatherer.Rollout.Learn(_sim.Hub.Rollout.Value, _sim.Hub.Rollout.Version);
        }

        if (Gatherer.Rollout.Value is not null)
        {
            RequeueAfter(Backoff());
        }
    }

    private Decided? Look()
    {
        if (Gatherer.Gather() is not { } snapshot)
        {
            return null;
        }

        var decided = new Decided(this, snapshot, Agenda.Now, WallNow, _sim.Decide(snapshot, WallNow));
        _sim.Audience.Decided(decided);
        return decided;
    }

    private void Finish(Decided decided, ExecutionReport report)
    {
        Gatherer.Meter.Follow(decided.Decision.Gates);
        if (report.HasFailed)
        {
            RequeueAfter(Backoff());
            return;
        }

        _failures = 0;
        var next = decided.Decision.RequeueAfter is { } after ? Agenda.Now + Math.Max(1, (long)Math.Ceiling(after.TotalMilliseconds)) : long.MaxValue;
        next = Math.Min(next, Gatherer.Meter.NextDue() ?? long.MaxValue);
        next = Math.Min(next, report.LookAgainAt ?? long.MaxValue);
        if (next < long.MaxValue)
        {
            RequeueAfter(Math.Max(1, next - Agenda.Now));
        }
    }

    private long Backoff() => Math.Min(30_000, 200L << Math.Min(8, _failures++));

    private void RequeueAfter(long milliseconds)
    {
        var at = Agenda.Now + milliseconds;
        if (_timerAt == at)
        {
            return;
        }

        _timerAt = at;
        var timer = ++_timer;
        Agenda.After(milliseconds, () =>
        {
            if (timer == _timer)
            {
                _timerAt = long.MaxValue;
                Wake();
            }
        });
    }
}
