using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Mapping;
using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <content>Taking clusters in, and leaving them.</content>
internal sealed partial class ControllerClusters
{
    // For clusters that are there and of which we have not been told yet: those that come together are told of one by one, while the first ones' changes
    // and the sources already ask for names of the others.
    private readonly ParkedRequests _early = new();

    private bool TryKeep(Request request, QueuePriority priority)
    {
        if (!definition.WorksIn.Includes(request.Cluster) || !definition.Services.Clusters.TryGet(request.Cluster, out _))
        {
            return false;
        }

        ClusterController? controller;
        lock (_gate)
        {
            if (!_clusters.TryGetValue(request.Cluster, out controller))
            {
                _early.Add(request.Cluster, request, priority);
                return true;
            }
        }

        controller.Queue?.Add(request, priority);
        return true;
    }

    private void Join(ICluster cluster)
    {
        ClusterController controller;
        lock (_gate)
        {
            if (_clusters.TryGetValue(cluster.Name, out var known) && !ReferenceEquals(known.Cluster, cluster))
            {
                Leave_NeedsLock(known);
            }
            else if (!_isOpen || known is not null)
            {
                return;
            }

            var predecessor = _ending.TryGetValue(cluster.Name, out var ending) ? ending.Ended : Task.CompletedTask;
            controller = new ClusterController(definition, cluster, _consistency, logger, predecessor);
            _clusters.Add(cluster.Name, controller);
        }

        foreach ((var request, var priority) in _early.Take(cluster.Name))
        {
            controller.Queue?.Add(request, priority);
        }

        // Known first and attached then, because requests may come before the last informer is added.
        controller.Attach(this);
        lock (_gate)
        {
            if (_run is not null && ReferenceEquals(_clusters.GetValueOrDefault(cluster.Name), controller))
            {
                _work.RemoveAll(static task => task.IsCompleted);
                _work.Add(controller.StartWork(_run));
            }
        }

        ControllerLog.ClusterCame(logger, definition.Name, cluster.Name);
    }

    private void Leave(ICluster cluster)
    {
        lock (_gate)
        {
            if (_clusters.TryGetValue(cluster.Name, out var controller) && ReferenceEquals(controller.Cluster, cluster))
            {
                Leave_NeedsLock(controller);
            }
        }
    }

    private void Leave_NeedsLock(ClusterController controller)
    {
        _clusters.Remove(controller.Cluster.Name);
        _ending[controller.Cluster.Name] = (controller, Task.Run(() => EndAsync(controller), CancellationToken.None));
    }

    private async Task EndAsync(ClusterController controller)
    {
        await controller.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            // Only its own end: another life of the cluster may be ending meanwhile.
            var name = controller.Cluster.Name;
            if (_ending.TryGetValue(name, out var ending) && ReferenceEquals(ending.Controller, controller))
            {
                _ending.Remove(name);
            }
        }
    }
}
