using Microsoft.Extensions.Logging;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>
/// Measures the gates that decisions ask for, off the reconcile path. A gate that is asked for no more rests: nothing is measured and its time stands still; its
/// run is forgotten when the epoch is another. What was measured is lost with the process, and measured anew. Thread-safe.
/// </summary>
internal sealed class GateEngine : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NamespacedName, RolloutGates> _rollouts = [];
    private readonly GateTimetable _timetable;
    private readonly MeasuringQueue _queue;
    private readonly GateEngineOptions _options;
    private readonly IGateMeters _meters;
    private readonly Action<NamespacedName> _wake;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _tasks;
    private bool _disposed;

    /// <summary>An engine that calls <paramref name="wake"/> with the name of a rollout whose next decision may be another one.</summary>
    public GateEngine(GateEngineOptions options, IGateMeters meters, Action<NamespacedName> wake, TimeProvider time, ILogger<GateEngine> logger)
    {
        options.Check();
        (_options, _meters, _wake, _time, _logger) = (options, meters, wake, time, logger);
        _queue = new MeasuringQueue(options.MostTogether, options.MostPerProvider);
        _timetable = new GateTimetable(time, OnDue);
    }

    /// <summary>Measures these gates of a rollout from now on, and no others of it. To be called after each decision.</summary>
    public void Want(NamespacedName rollout, IReadOnlyList<GateRequest> requests, GateScene scene)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(scene);
        var ended = new EndedWork();
        lock (_lock)
        {
            if (_disposed || (requests.Count == 0 && !_rollouts.ContainsKey(rollout)))
            {
                return;
            }

            var gates = Of_NeedsLock(rollout);
            Forget_NeedsLock(gates, run => run.Request.Key.Epoch != scene.Epoch, ended);
            foreach (var run in gates.Runs.Values)
            {
                if (run.IsActive && !requests.Any(request => request.Key == run.Request.Key))
                {
                    run.Rest();
                    ended.Stop(run);
                }
            }

            foreach (var request in requests)
            {
                Measure_NeedsLock(gates, request, scene, ended);
            }

            Start_NeedsLock();
        }

        Finish(ended);
    }

    /// <summary>What was measured so far, for the next snapshot.</summary>
    public IReadOnlyList<GateRun> RunsOf(NamespacedName rollout)
    {
        lock (_lock)
        {
            return _rollouts.TryGetValue(rollout, out var gates) ? [.. gates.Runs.Values.Select(run => run.Snapshot)] : [];
        }
    }

    /// <summary>Forgets a rollout that is deleted.</summary>
    public void Forget(NamespacedName rollout)
    {
        var ended = new EndedWork();
        lock (_lock)
        {
            if (_rollouts.Remove(rollout, out var gates))
            {
                Forget_NeedsLock(gates, _ => true, ended);
            }
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
                foreach (var run in _rollouts.Values.SelectMany(gates => gates.Runs.Values))
                {
                    run.Rest();
                    ended.Stop(run);
                }

                if (_tasks == 0)
                {
                    _idle.TrySetResult();
                }
            }
        }

        ended.Cancel();
        await _idle.Task.ConfigureAwait(false);
        _timetable.Dispose();
    }

    private RolloutGates Of_NeedsLock(NamespacedName rollout)
    {
        if (!_rollouts.TryGetValue(rollout, out var gates))
        {
            _rollouts[rollout] = gates = new RolloutGates(rollout);
        }

        return gates;
    }

    private void Measure_NeedsLock(RolloutGates gates, GateRequest request, GateScene scene, EndedWork ended)
    {
        if (request.Gate.Spec is null)
        {
            return;
        }

        if (gates.Runs.TryGetValue(request.Key, out var run) && !run.IsFor(request))
        {
            Forget_NeedsLock(gates, one => ReferenceEquals(one, run), ended);
            run = null;
        }

        if (run is null)
        {
            gates.Runs[request.Key] = run = new GateRunState(gates, request, scene, _meters.Create(request, scene), _time);
        }

        run.See(request, scene);
        if (!run.IsActive)
        {
            run.Resume();
            _timetable.Add(run);
        }
    }

    private void Forget_NeedsLock(RolloutGates gates, Func<GateRunState, bool> which, EndedWork ended)
    {
        foreach (var run in gates.Runs.Values.Where(which).ToList())
        {
            gates.Runs.Remove(run.Request.Key);
            run.Rest();
            ended.Stop(run);
            ended.Runs.Add(run);
            _tasks++;
        }
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
            _tasks++;
            var (turn, isLook, context) = (run.Turn, run.IsLookNext, run.Context);
            _ = Task.Run(() => WorkAsync(run, turn, isLook, context, work), CancellationToken.None);
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
        if (wakes)
        {
            Wake(run.Rollout.Key);
        }

        EndTask();
    }

    /// <summary>Keeps what was read and plans what comes next; whether the next decision may be another one.</summary>
    private bool Note_NeedsLock(GateRunState run, bool isLook, GateReading? reading, TimeSpan took)
    {
        if (isLook || reading is null)
        {
            run.HasLooked();
            return false;
        }

        var wakes = run.Add(reading);
        var interval = run.Settings.Interval;
        run.Plan(run.Elapsed - took + (reading.AgainAfter < interval ? reading.AgainAfter.Value : interval));
        _logger.Measured(run.Rollout.Key, run.Request.Key.Cluster, run.Request.Gate.Name, run.Request.Key.Epoch, reading.Outcome, reading.Value, reading.Message);
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
            _ = Task.Run(() => EndAsync(run), CancellationToken.None);
        }
    }

    private async Task EndAsync(GateRunState run)
    {
        await MeasurementCall.EndAsync(run, _options.EndTimeout, _time, _logger).ConfigureAwait(false);
        EndTask();
    }

    private void EndTask()
    {
        lock (_lock)
        {
            _tasks--;
            if (_disposed && _tasks == 0)
            {
                _idle.TrySetResult();
            }
        }
    }
}
