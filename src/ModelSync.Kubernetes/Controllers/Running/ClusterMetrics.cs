using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>What one controller tells of one cluster in metrics, until it is disposed.</summary>
internal sealed class ClusterMetrics : IDisposable
{
    private readonly ControllerInstruments _instruments;
    private readonly KeyValuePair<string, object?> _controller;
    private readonly KeyValuePair<string, object?> _cluster;
    private volatile bool _hasSynced;

    public ClusterMetrics(Meter meter, string controller, ClusterName cluster)
    {
        _controller = new("controller", controller);
        _cluster = new("cluster", cluster.Value);
        Tags = [_controller, _cluster];
        _instruments = ControllerInstruments.Of(meter);
        _instruments.Add(this);
    }

    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>The reconciles under way.</summary>
    public RunningRequests Running { get; } = new();

    public bool HasSynced
    {
        get => _hasSynced;
        set => _hasSynced = value;
    }

    public void Reconciled(Outcome outcome, TimeSpan took)
    {
        _instruments.Duration.Record(took.TotalSeconds, _controller, _cluster);
        _instruments.Reconciles.Add(1, _controller, _cluster, new("result", outcome.ToTag()));
    }

    public void ConsistencyWait() => _instruments.ConsistencyWaits.Add(1, _controller, _cluster);

    public void MapError() => _instruments.MapErrors.Add(1, _controller, _cluster);

    public void Dispose() => _instruments.Remove(this);
}
