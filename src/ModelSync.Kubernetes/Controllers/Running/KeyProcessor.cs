using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>
/// What becomes of one name that a worker has taken:
/// <code>
/// taken ─► term over ─────────────► back into the queue, the worker ends
///       ─► cache behind own write ► again in 100 ms
///       ─► too soon ──────────────► again when its interval is over
///       ─► reconcile ─────────────► see <see cref="RequestSettler"/>
/// </code>
/// </summary>
internal sealed class KeyProcessor(
    ControllerDefinition definition,
    ICluster cluster,
    IReconciler reconciler,
    IWorkQueue<Request> queue,
    ConsistencyStore consistency,
    ClusterMetrics metrics,
    ILogger logger)
{
    /// <summary>How soon a cache is asked again whether it shows a write.</summary>
    public static readonly TimeSpan ConsistencyRecheck = TimeSpan.FromMilliseconds(100);

    private static readonly ReconcileIds Ids = new();

    private readonly RequestSettler _settler = new(definition.Options, cluster.Name, definition.Services.Clusters, queue, logger);
    private readonly ReconcileSpans _spans = new(definition.Services.Runtime.ActivitySource, definition.Name, cluster.Name);
    private readonly MinIntervals _intervals = new(definition.Options.MinInterval, definition.Services.Runtime.TimeProvider);

    private TimeProvider TimeProvider => definition.Services.Runtime.TimeProvider;

    /// <inheritdoc cref="RequestSettler.Unpark" />
    public void Unpark(ClusterName awaited) => _settler.Unpark(awaited);

    /// <summary>Works on the name until it is settled; false where the worker must end.</summary>
    public async ValueTask<bool> ProcessAsync(QueueLease<Request> lease, WorkerRun run, CancellationToken stop)
    {
        var request = lease.Key;
        if (stop.IsCancellationRequested || !run.MayWork)
        {
            queue.Add(request, lease.Priority);
            return false;
        }

        if (consistency.FirstPending(request) is not null)
        {
            metrics.ConsistencyWait();
            queue.AddAfter(request, ConsistencyRecheck, lease.Priority);
        }
        else if (_intervals.Begin(request) is var early && early > TimeSpan.Zero)
        {
            queue.AddAfter(request, early, lease.Priority);
        }
        else
        {
            await ReconcileAsync(lease, run, stop).ConfigureAwait(false);
        }

        return true;
    }

    private async ValueTask ReconcileAsync(QueueLease<Request> lease, WorkerRun run, CancellationToken stop)
    {
        var request = lease.Key;
        var id = Ids.Next();
        using var scope = logger.BeginScope(new ReconcileScope(definition.Name, request, id));
        using var limit = new CancellationTokenSource(definition.Options.ReconcileTimeout, TimeProvider);
        var begun = TimeProvider.GetTimestamp();
        var span = _spans.Begin(request, id);
        Settlement settlement;
        metrics.Running.Add(request);
        try
        {
            // One source for both ends and not a linked one: this is the path of every event.
            using var registration = stop.UnsafeRegister(static state => _ = CancelAsync((CancellationTokenSource)state!), limit);
            settlement = Settlement.Of(await reconciler.ReconcileAsync(request, ContextOf(request, run, id), limit.Token).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            var isReachable = cluster.Status.State == ClusterState.Connected;
            settlement = new Settlement(Outcomes.Of(exception, stop.IsCancellationRequested, limit.IsCancellationRequested, isReachable), After: null, exception);
        }
        finally
        {
            metrics.Running.Remove(request);
        }

        ReconcileSpans.End(span, settlement);

        // The series of a removed cluster are forgotten, and a reconcile that ends late would bring them back for ever.
        if (settlement.Outcome != Outcome.Stopped && !cluster.Removed.IsCancellationRequested)
        {
            metrics.Reconciled(settlement.Outcome, TimeProvider.GetElapsedTime(begun));
        }

        _settler.Settle(request, lease.Priority, settlement);
    }

    private ReconcileContext ContextOf(Request request, WorkerRun run, string id) => new()
    {
        Cluster = cluster,
        Client = consistency.Recording(cluster, request),
        Clusters = definition.Services.Clusters,
        Term = run.Term,
        ReconcileId = id,
        Failures = queue.Failures(request),
        TimeProvider = TimeProvider,
        Logger = logger,
        ClientOf = other => consistency.Recording(other, request),
    };

    // The token says so at once, but the user's callbacks run elsewhere: whoever cancels is perhaps the leader election, and must not wait for them nor
    // hear what they throw.
    private static async Task CancelAsync(CancellationTokenSource source) =>
        await source.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
