using System.Diagnostics.CodeAnalysis;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>Clusters that come and go when a test says so.</summary>
internal sealed class FakeRegistry : IClusterRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClusterName, FakeCluster> _clusters = [];
    private readonly HashSet<ClusterName> _untold = [];
    private Action<ClusterEvent>? _handler;

    public IReadOnlyCollection<ICluster> Clusters => [.. _clusters.Values];

    public bool HasSubscriber => _handler is not null;

    public FakeCluster Add(FakeCluster cluster)
    {
        lock (_gate)
        {
            _clusters.Add(cluster.Name, cluster);
            _handler?.Invoke(new ClusterEvent(cluster, cluster.Status));
        }

        return cluster;
    }

    /// <summary>Adds a cluster of which subscribers hear only with its next state, as they hear late of those of a real registry.</summary>
    public FakeCluster AddUntold(FakeCluster cluster)
    {
        lock (_gate)
        {
            _clusters.Add(cluster.Name, cluster);
            _untold.Add(cluster.Name);
        }

        return cluster;
    }

    public void Remove(FakeCluster cluster)
    {
        lock (_gate)
        {
            _clusters.Remove(cluster.Name);
            cluster.Remove();
            SetState(cluster, ClusterState.Removed);
        }
    }

    public void SetState(FakeCluster cluster, ClusterState state)
    {
        lock (_gate)
        {
            cluster.Status = cluster.Status with { State = state };
            _handler?.Invoke(new ClusterEvent(cluster, cluster.Status));
        }
    }

    public bool TryGet(ClusterName name, [NotNullWhen(true)] out ICluster? cluster)
    {
        lock (_gate)
        {
            cluster = _clusters.GetValueOrDefault(name);
            return cluster is not null;
        }
    }

    public IDisposable Subscribe(Action<ClusterEvent> handler)
    {
        lock (_gate)
        {
            _handler += handler;
            foreach (var cluster in _clusters.Values.Where(cluster => !_untold.Contains(cluster.Name)))
            {
                handler(new ClusterEvent(cluster, cluster.Status));
            }
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _handler -= handler;
            }
        });
    }
}
