using ModelSync.Simulation.Engine;

namespace ModelSync.Simulation.Operator;

/// <summary>
/// The loop of one process: one reconcile at a time, changes meanwhile lead to another one. A reconcile stands still at each call to an API server: others
/// act meanwhile, and the process may die there.
/// </summary>
internal sealed class ReconcileLoop(ClusterSim sim, OperatorProcess process)
{
    private const int MostAttempts = 5;
    private readonly Executor _executor = new(sim, process);
    private IEnumerator<int>? _reconcile;
    private bool _isScheduled;
    private bool _isDirty;
    private int _failures;
    private long _timer;
    private long _timerAt = long.MaxValue;

    private Agenda Agenda => sim.Agenda;

    /// <summary>Something changed: it looks soon.</summary>
    public void Wake()
    {
        if (!process.IsAlive || _isScheduled)
        {
            return;
        }

        if (_reconcile is not null)
        {
            _isDirty = true;
            return;
        }

        _isScheduled = true;
        Agenda.After(sim.Timings.Queue.Next(sim.Random), Begin);
    }

    /// <summary>Ends at once, in whatever it is doing.</summary>
    public void Kill() => _reconcile = null;

    private void Begin()
    {
        _isScheduled = false;
        if (process.IsAlive)
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
        if (Agenda.Now < process.StandsStillUntil)
        {
            Agenda.After(process.StandsStillUntil - Agenda.Now, () => Resume(reconcile));
        }
        else if (ReferenceEquals(_reconcile, reconcile))
        {
            GoOn();
        }
    }

    private IEnumerator<int> Reconcile()
    {
        for (var attempt = 1; attempt <= MostAttempts && Look() is { } decided; attempt++)
        {
            var report = new ExecutionReport();
            for (var run = _executor.Run(decided, report); run.MoveNext();)
            {
                yield return run.Current;
                if (!process.IsAlive)
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
            yield return sim.CallTime();
            process.Gatherer.Rollout.Learn(sim.Hub.Rollout.Value, sim.Hub.Rollout.Version);
        }

        if (process.Gatherer.Rollout.Value is not null)
        {
            RequeueAfter(Backoff());
        }
    }

    private Decided? Look()
    {
        if (process.Gatherer.Gather() is not { } snapshot)
        {
            return null;
        }

        var decided = new Decided(process, snapshot, Agenda.Now, process.WallNow, sim.Decide(snapshot, process.WallNow));
        process.Gatherer.Observe(snapshot.Rollout.Status, decided.Decision.Status);
        sim.Audience.Decided(decided);
        return decided;
    }

    private void Finish(Decided decided, ExecutionReport report)
    {
        var meter = process.Gatherer.Meter;
        meter.Follow(decided.Decision.Gates, decided.Decision.Status.Epoch ?? 0);
        if (process.IsAlive && !report.IsIntentUnknown)
        {
            sim.Audience.Finished(decided);
        }

        if (report.HasFailed)
        {
            RequeueAfter(Backoff());
            return;
        }

        _failures = 0;
        var next = decided.Decision.RequeueAfter is { } after ? Agenda.Now + Math.Max(1, (long)Math.Ceiling(after.TotalMilliseconds)) : long.MaxValue;
        next = Math.Min(next, meter.NextDue() ?? long.MaxValue);
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
