using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>The clusters that a controller knows at the moment, and whether it works there. Thread-safe.</summary>
internal sealed partial class ControllerClusters(ControllerDefinition definition, ILogger logger) : IRequestSink
{
    private readonly Lock _gate = new();
    private readonly ConsistencyStore _consistency = new(definition.Options.ConsistencyTimeout, definition.Services.Runtime, definition.Name);
    private readonly ControllerInstruments _instruments = ControllerInstruments.Of(definition.Services.Runtime.Meter);
    private readonly Dictionary<ClusterName, ClusterController> _clusters = [];
    private readonly Dictionary<ClusterName, (ClusterController Controller, Task Ended)> _ending = [];
    private readonly List<Task> _work = [];
    private WorkerRun? _run;
    private bool _isOpen;

    /// <summary>The controllers of all present clusters.</summary>
    public ClusterController[] Present
    {
        get
        {
            lock (_gate)
            {
                return [.. _clusters.Values];
            }
        }
    }

    public bool Add(Request request, QueuePriority priority = QueuePriority.Normal)
    {
        if (Find(request.Cluster)?.Queue is { } queue)
        {
            queue.Add(request, priority);
            return true;
        }

        if (TryKeep(request, priority))
        {
            return true;
        }

        _instruments.Dropped.Add(1, new KeyValuePair<string, object?>("controller", definition.Name));
        ControllerLog.Dropped(logger, definition.Name, request);
        return false;
    }

    /// <summary>Whether the controller has something to do in a cluster that there is, and does not know it yet.</summary>
    public bool Awaits(ClusterName name) => definition.Concerns(name) && definition.Services.Clusters.TryGet(name, out _) && Find(name) is null;

    /// <summary>Takes in a cluster that is new, leaves one that is gone, and tries again what has waited for one.</summary>
    public void Changed(ClusterEvent change)
    {
        if (change.Status.State == ClusterState.Removed)
        {
            Leave(change.Cluster);
        }
        else if (definition.Concerns(change.Cluster.Name))
        {
            Join(change.Cluster);
        }

        // Also where it is gone: whoever acts in several clusters must see that it need not wait for this one.
        if (change.Status.State is ClusterState.Connected or ClusterState.Removed)
        {
            foreach (var controller in Present)
            {
                controller.Unpark(change.Cluster.Name);
            }
        }
    }

    /// <summary>From now on clusters are taken in.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isOpen = !_isOpen ? true : throw new InvalidOperationException($"the sources of the controller \"{definition.Name}\" are running already");
        }
    }

    /// <summary>Leaves all clusters; done when the last worker has returned.</summary>
    public async Task CloseAsync()
    {
        lock (_gate)
        {
            _isOpen = false;
        }

        foreach (var controller in Present)
        {
            Leave(controller.Cluster);
        }

        Task[] ending;
        lock (_gate)
        {
            ending = [.. _ending.Values.Select(static ending => ending.Ended)];
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
    }

    /// <summary>Lets the workers of all clusters work, and of those to come.</summary>
    public void Begin(WorkerRun run)
    {
        lock (_gate)
        {
            if (_run is not null)
            {
                throw new InvalidOperationException($"the controller \"{definition.Name}\" is running already");
            }

            _run = run;
            _work.AddRange(_clusters.Values.Select(controller => controller.StartWork(run)));
        }
    }

    /// <summary>Done when the last worker of the run has returned.</summary>
    public async Task EndAsync()
    {
        Task[] work;
        lock (_gate)
        {
            work = [.. _work];
            _work.Clear();
        }

        await PatientWait.ForAsync(Task.WhenAll(work), RunningRequests, definition, logger).ConfigureAwait(false);
        lock (_gate)
        {
            _run = null;
        }
    }

    private Request[] RunningRequests() => [.. Present.SelectMany(static controller => controller.Running.Snapshot())];

    private ClusterController? Find(ClusterName name)
    {
        lock (_gate)
        {
            return _clusters.GetValueOrDefault(name);
        }
    }
}
