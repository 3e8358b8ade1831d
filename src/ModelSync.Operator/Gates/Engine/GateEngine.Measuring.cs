using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Engine;

/// <content>Starts what is due, and takes in what it has measured.</content>
internal sealed partial class GateEngine
{
    private void OnDue()
    {
        lock (_lock)
        {
            _timetable.HasRung();
            Start_NeedsLock();
        }
    }

    /// <summary>Lets those whose time has come wait for a place, and starts those that get one.</summary>
    private void Start_NeedsLock()
    {
        if (_disposed)
        {
            return;
        }

        while (_timetable.TryTakeDue(out var due))
        {
            if (due.EnterQueue())
            {
                _queue.Enqueue(due);
            }
        }

        while (_queue.TryStart(out var run))
        {
            var work = new CancellationTokenSource();
            run.UnderWay = work;
            var (turn, isLook, context) = (run.Turn, run.IsLookNext, run.Context);
            _work.Start(() => WorkAsync(run, turn, isLook, context, work));
        }

        _timetable.Arm();
    }

    private async Task WorkAsync(GateRunState run, int turn, bool isLook, MeasurementContext context, CancellationTokenSource work)
    {
        var startedAt = _time.GetTimestamp();
        var reading = await MeasurementCall.RunAsync(run.Meter, isLook, context, _time, _logger, work.Token).ConfigureAwait(false);
        var wakes = false;
        lock (_lock)
        {
            run.UnderWay = null;
            _queue.End(run);
            if (run.Turn == turn && run.IsActive)
            {
                wakes = Note_NeedsLock(run, isLook, reading, _time.GetElapsedTime(startedAt));
            }

            if (run.IsActive && !_disposed)
            {
                _timetable.Add(run);
            }

            Start_NeedsLock();
        }

        work.Dispose();
        if (reading is not null)
        {
            var key = run.Request.Key;
            _logger.Measured(run.Rollout.Key, key.Cluster, key.Gate, key.Epoch, reading.Outcome, reading.Value, reading.Message);
        }

        if (wakes)
        {
            Wake(run.Rollout.Key);
        }
    }

    /// <summary>Keeps what was read and plans what comes next; whether the next decision may be another one.</summary>
    private static bool Note_NeedsLock(GateRunState run, bool isLook, GateReading? reading, TimeSpan took)
    {
        if (isLook || reading is null)
        {
            run.HasLooked();
            return false;
        }

        var wakes = run.Add(reading);
        var interval = run.Settings.Interval;
        run.Plan(run.Elapsed - took + (reading.AgainAfter < interval ? reading.AgainAfter.Value : interval));
        return wakes;
    }

    private void Wake(NamespacedName rollout)
    {
        try
        {
            _wake(rollout);
        }
        catch (Exception e)
        {
            _logger.NotWoken(e, rollout);
        }
    }
}
