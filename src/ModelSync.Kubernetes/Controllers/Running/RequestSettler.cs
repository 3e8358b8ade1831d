using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>
/// Says when a name comes again, after a reconcile of it has ended:
/// <code>
/// Success       when something changes
/// RequeueAfter  after its time, or when something changes; the backoff begins anew
/// Terminal      when something changes; logged
/// Conflict      after its backoff; no error, somebody else was quicker
/// Timeout, Error, Panic   after its backoff; logged
/// Unreachable   when the cluster is back, and after the longest backoff at the latest; logged once for all names;
///               where it is not away, or gone for good, after its backoff
/// Stopped       at once, for whoever works next
/// </code>
/// </summary>
internal sealed class RequestSettler(ControllerOptions options, ClusterName cluster, IClusterRegistry clusters, IWorkQueue<Request> queue, ILogger logger)
{
    private readonly ParkedRequests _parked = new();

    // Retries keep their lane: a first list that fails must not overtake what somebody waits for (controller-runtime #3157).
    public void Settle(Request request, QueuePriority priority, in Settlement settlement)
    {
        switch (settlement.Outcome)
        {
            case Outcome.Success:
                queue.Forget(request);
                break;
            case Outcome.RequeueAfter:
                queue.Forget(request);
                queue.AddAfter(request, settlement.After!.Value, priority);
                break;
            case Outcome.Terminal:
                queue.Forget(request);
                ControllerLog.Terminal(logger, request, settlement.Exception!);
                break;
            case Outcome.Unreachable:
                Park(request, priority, settlement);
                break;
            case Outcome.Stopped:
                queue.Add(request, priority);
                ControllerLog.Stopped(logger, request);
                break;
            default:
                Retry(request, priority, settlement);
                break;
        }
    }

    /// <summary>A cluster is back, or will never be: whoever failed because of it is tried again.</summary>
    public void Unpark(ClusterName awaited)
    {
        var parked = _parked.Take(awaited);
        if (parked.Count == 0)
        {
            return;
        }

        ControllerLog.Unparked(logger, awaited, parked.Count);
        foreach ((var request, var priority) in parked)
        {
            queue.Add(request, priority);
        }
    }

    private void Retry(Request request, QueuePriority priority, in Settlement settlement)
    {
        var delay = queue.AddRateLimited(request, priority);
        switch (settlement.Outcome)
        {
            case Outcome.Conflict:
            case Outcome.Unreachable when queue.Failures(request) == 1:
                ControllerLog.Conflict(logger, request, settlement.Exception!.Message, delay);
                break;
            case Outcome.Timeout:
                ControllerLog.TimedOut(logger, request, options.ReconcileTimeout, delay);
                break;
            default:
                ControllerLog.Failed(logger, request, queue.Failures(request), delay, settlement.Exception!);
                break;
        }
    }

    private void Park(Request request, QueuePriority priority, in Settlement settlement)
    {
        var awaited = Outcomes.UnreachableCluster(settlement.Exception) ?? cluster;
        if (!IsAway(awaited))
        {
            // Back already, or one that is no more: nobody will tell, and at once would be a hot loop for whoever keeps the client of a removed cluster.
            Retry(request, priority, settlement);
            return;
        }

        // The long wait is the safety net for a cluster that never says that it is back.
        queue.AddAfter(request, options.BackoffMax, priority);
        if (_parked.Add(awaited, request, priority))
        {
            ControllerLog.Parked(logger, awaited, request, settlement.Exception!.Message);
        }

        // It may have come back between the look and here.
        if (!IsAway(awaited))
        {
            Unpark(awaited);
        }
    }

    private bool IsAway(ClusterName awaited) => clusters.TryGet(awaited, out var known) && known.Status.State != ClusterState.Connected;
}
