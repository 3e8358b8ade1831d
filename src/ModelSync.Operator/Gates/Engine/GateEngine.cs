using Microsoft.Extensions.Logging;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>
/// Measures the gates that decisions ask for, off the reconcile path. A gate that is asked for no more rests: nothing is measured and its time stands
/// still; its run is forgotten when the epoch is another. What was measured is lost with the process, and measured anew. Thread-safe.
/// </summary>
internal sealed class GateEngine : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly GateTimetable _timetable;
    private readonly GateRunBook _book;
    private readonly MeasuringQueue _queue;
    private readonly GateEngineOptions _options;
    private readonly Action<NamespacedName> _wake;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OpenWork _work = new();
    private bool _disposed;

    /// <summary>An engine that calls <paramref name="wake"/> with the name of a rollout whose next decision may be another one.</summary>
    public GateEngine(GateEngineOptions options, IGateMeters meters, Action<NamespacedName> wake, TimeProvider time, ILogger<GateEngine> logger)
    {
        options.Check();
        (_options, _wake, _time, _logger) = (options, wake, time, logger);
        _queue = new MeasuringQueue(options.MostTogether, options.MostPerProvider);
        _timetable = new GateTimetable(time, OnDue);
        _book = new GateRunBook(meters, _timetable, time);
    }

    /// <summary>Measures these gates of a rollout from now on, and no others of it. To be called after each decision.</summary>
    public void Want(NamespacedName rollout, IReadOnlyList<GateRequest> requests, GateScene scene)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(scene);
        var ended = new EndedWork();
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _book.Want(rollout, requests, scene, ended);
            Start_NeedsLock();
        }

        Finish(ended);
    }

    /// <summary>What was measured so far, for the next snapshot.</summary>
    public IReadOnlyList<GateRun> RunsOf(NamespacedName rollout)
    {
        lock (_lock)
        {
            return _book.RunsOf(rollout);
        }
    }

    /// <summary>Forgets a rollout that is deleted.</summary>
    public void Forget(NamespacedName rollout)
    {
        var ended = new EndedWork();
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _book.Forget(rollout, ended);
        }

        Finish(ended);
    }

    /// <summary>Stops measuring and returns when nothing is under way. What runs in the cluster, such as a Job, goes on: the next process finds it.</summary>
    public async ValueTask DisposeAsync()
    {
        var ended = new EndedWork();
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                _book.Close(ended);
            }
        }

        ended.Cancel();
        await _work.CloseAsync().ConfigureAwait(false);
        _timetable.Dispose();
    }

    private void OnDue()
    {
        lock (_lock)
        {
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

    /// <summary>Outside the lock, because what is cancelled may run its continuations here.</summary>
    private void Finish(EndedWork ended)
    {
        ended.Cancel();
        foreach (var run in ended.Runs)
        {
            _work.Start(() => MeasurementCall.EndAsync(run, _options.EndTimeout, _time, _logger));
        }
    }
}
