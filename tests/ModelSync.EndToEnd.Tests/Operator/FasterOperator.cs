using System.Diagnostics.Metrics;
using System.Net;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Program;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>
/// The operator within the test, for one namespace, with a clock that runs faster than that of the servers. To it, what has just been made is as old as its clock is
/// ahead: rollouts that it looks after have long deadlines.
/// </summary>
internal sealed class FasterOperator : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough;
    private readonly Meter _meter = new("FasterOperator");
    private readonly Task<int> _running;

    private FasterOperator(PlaygroundNamespace place, int factor, CancellationToken cancellationToken)
    {
        _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new OperatorOptions
        {
            Kubeconfig = RunningOperator.KubeconfigOf(place.Cluster),
            Namespaces = [place.Name],
            LeaderElection = false,
            MetricsAddress = null,
            HealthAddress = new IPEndPoint(IPAddress.Loopback, 0),
            PodProxy = place.Cluster.PodProxy.Url,
        };
        _running = new OperatorHost(options, RuntimeServices.Default with { TimeProvider = new FasterTimeProvider(factor), Meter = _meter }).RunAsync(_enough.Token);
    }

    public static FasterOperator Start(PlaygroundNamespace place, int factor, CancellationToken cancellationToken) => new(place, factor, cancellationToken);

    /// <summary>Does what it is told while the operator runs; fails at once when that ends.</summary>
    public async Task WhileAsync(Task work)
    {
        await Task.WhenAny(work, _running);
        Assert.That(_running.IsCompleted, Is.False, "the operator has ended by itself");
        await work;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _running;
        _meter.Dispose();
        _enough.Dispose();
    }
}
