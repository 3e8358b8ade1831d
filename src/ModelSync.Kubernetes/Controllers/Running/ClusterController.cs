using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Controllers.Mapping;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>
/// One controller in one cluster: its watches, its queue and its workers. Nothing here is shared with another cluster, so that none waits for another.
/// </summary>
internal sealed class ClusterController : IMapErrors, IAsyncDisposable
{
    private readonly ControllerDefinition _definition;
    private readonly ConsistencyStore _consistency;
    private readonly ILogger _logger;
    private readonly ClusterMetrics _metrics;
    private readonly WorkQueue<Request>? _queue;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _ended;
    private readonly Task _predecessor;
    private volatile SourceBinding[] _bindings = [];
    private volatile KeyProcessor? _processor;
    private volatile ClusterWorkers? _workers;
    private Task _synced = Task.CompletedTask;

    /// <summary>A controller that waits for <see cref="Attach"/>.</summary>
    /// <param name="definition">What it does.</param>
    /// <param name="cluster">Where.</param>
    /// <param name="consistency">The writes that caches do not show yet.</param>
    /// <param name="logger">The controller's log.</param>
    /// <param name="predecessor">The end of the one before for a cluster of the same name: no name is with two workers, not even of two lives of a cluster.</param>
    public ClusterController(ControllerDefinition definition, ICluster cluster, ConsistencyStore consistency, ILogger logger, Task predecessor)
    {
        _definition = definition;
        _consistency = consistency;
        _logger = logger;
        _predecessor = predecessor;
        Cluster = cluster;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cluster.Removed);
        _ended = _end.Token;
        _metrics = new ClusterMetrics(Services.Meter, definition.Name, cluster.Name);
        _queue = definition.WorksIn.Includes(cluster.Name) ? NewQueue() : null;
    }

    public ICluster Cluster { get; }

    /// <summary>The requests, where the controller works in this cluster and does not only watch it.</summary>
    public IWorkQueue<Request>? Queue => _queue;

    public bool HasSynced => _metrics.HasSynced;

    /// <summary>What is reconciled at the moment.</summary>
    public RunningRequests Running => _metrics.Running;

    private RuntimeServices Services => _definition.Services.Runtime;

    /// <summary>Adds the informers and subscribes to them. Requests may come before this returns.</summary>
    public void Attach(IRequestSink requests)
    {
        foreach (var source in _definition.Sources)
        {
            if (source.Watches(Cluster.Name))
            {
                _bindings = [.. _bindings, source.Attach(Cluster, requests, this)];
            }
        }

        _synced = WaitForSyncAsync(_ended);
        if (_queue is not null)
        {
            _processor = new KeyProcessor(_definition, Cluster, _definition.ReconcilerFor(Cluster), _queue, _consistency, _metrics, _logger);
            _workers = new ClusterWorkers(_definition.Options.Workers, _queue, _processor, Task.WhenAll(_predecessor, _synced), _ended);
        }

        if (_ended.IsCancellationRequested)
        {
            // Left while it came: whoever left it may not have seen every subscription.
            Unsubscribe();
        }
    }

    /// <summary>The caches that still wait for their first list.</summary>
    public string UnsyncedCaches() =>
        string.Join(", ", _bindings.Where(binding => !binding.Cache.HasSynced).Select(binding => binding.Cache.Resource.ToString()).Distinct(StringComparer.Ordinal));

    /// <summary>Lets the workers work until the run is over or the cluster leaves; called under the lock of those who know the cluster.</summary>
    public Task StartWork(WorkerRun run) => _workers?.Start(run) ?? Task.CompletedTask;

    /// <inheritdoc cref="RequestSettler.Unpark" />
    public void Unpark(ClusterName awaited) => _processor?.Unpark(awaited);

    public void MapFailed(ICluster cluster, ResourceInfo resource, Exception exception)
    {
        _metrics.MapError();
        ControllerLog.MapFailed(_logger, _definition.Name, resource, cluster.Name, exception);
    }

    /// <summary>Stops watching and working; done when the last worker has returned.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        Unsubscribe();
        _queue?.ShutDown(drain: false);
        await _synced.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await PatientWait.ForAsync(_workers?.Work ?? Task.CompletedTask, Running.Snapshot, _definition, _logger).ConfigureAwait(false);
        await _predecessor.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _consistency.Forget(Cluster.Name);
        _queue?.Dispose();
        _metrics.Dispose();
        _end.Dispose();
        ControllerLog.ClusterLeft(_logger, _definition.Name, Cluster.Name);
    }

    private void Unsubscribe()
    {
        foreach (var binding in _bindings)
        {
            binding.Subscription.Dispose();
        }
    }

    private WorkQueue<Request> NewQueue()
    {
        var limiter = new ExponentialRateLimiter<Request>(_definition.Options.BackoffBase, _definition.Options.BackoffMax);
        return new WorkQueue<Request>(new WorkQueueOptions<Request> { Name = _definition.Name, Cluster = Cluster.Name, RateLimiter = limiter }, Services);
    }

    private async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        var synced = Task.WhenAll(_bindings.Select(binding => binding.Cache.WaitForSyncAsync(cancellationToken)));
        try
        {
            await synced.WaitAsync(_definition.Options.SyncTimeout, Services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            ControllerLog.SyncIsLate(_logger, _definition.Name, UnsyncedCaches(), Cluster.Name, _definition.Options.SyncTimeout);
            await synced.ConfigureAwait(false);
        }

        _metrics.HasSynced = true;
        ControllerLog.Synced(_logger, _definition.Name, Cluster.Name);
    }
}
