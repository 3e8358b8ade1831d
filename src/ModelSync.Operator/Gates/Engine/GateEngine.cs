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
internal sealed partial class GateEngine : IAsyncDisposable
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

    /// <summary>Measures nothing of a rollout until it is wanted again: what is to be judged cannot be told, and what was measured stays.</summary>
    public void Rest(NamespacedName rollout)
    {
        var ended = new EndedWork();
        lock (_lock)
        {
            _book.Rest(rollout, ended);
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

    /// <summary>What was measured so far of the rollout with that UID; nothing where another one had the name.</summary>
    public IReadOnlyList<GateRun> RunsOf(NamespacedName rollout, string uid)
    {
        lock (_lock)
        {
            return _book.RunsOf(rollout, uid);
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
