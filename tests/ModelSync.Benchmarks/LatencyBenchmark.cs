using System.Threading.Channels;
using ModelSync.Benchmarks.InMemory;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Benchmarks;

/// <summary>How long a change takes from the wire to the first line of its reconcile, with a cache that is full and workers that are free.</summary>
public static class LatencyBenchmark
{
    private const int Objects = 2000;
    private const int Warmup = 1000;
    private const int Changes = 5000;

    public static async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await using var transport = new FeedTransport(Objects);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clusters = new ClusterRegistry(new ClusterRegistryOptions(), RuntimeServices.Default);
        clusters.Add(ClusterName.Local, new KubernetesClient(transport, new KubernetesClientOptions()), new ClusterOptions { CheckIdentity = false });
        var probe = new Probe();
        var controller = Controller
            .Named("bench", new ControllerServices { Clusters = clusters })
            .For<Deployment>()
            .WithOptions(new ControllerOptions { NeedsLeader = false })
            .Build(probe);
        Task[] running = [clusters.RunAsync(stopping.Token), controller.Sources.RunAsync(stopping.Token), controller.RunAsync(stopping.Token)];

        // The first list reconciles every object once; what is still compiled then would be counted otherwise.
        for (var first = 0; first < Objects; first++)
        {
            await probe.NextAsync(cancellationToken);
        }

        await transport.Watched.WaitAsync(cancellationToken);
        var milliseconds = new List<double>();
        for (var change = 0; change < Warmup + Changes; change++)
        {
            var frame = FeedTransport.Change(change % Objects, change);
            var fed = TimeProvider.System.GetTimestamp();
            transport.Feed(frame);
            milliseconds.Add(TimeProvider.System.GetElapsedTime(fed, await probe.NextAsync(cancellationToken)).TotalMilliseconds);
        }

        report.Add("event_to_reconcile_p50_ms", milliseconds.Skip(Warmup).Percentile(0.5), "milliseconds from a change's bytes to its reconcile, half of them at most");
        report.Add("event_to_reconcile_p99_ms", milliseconds.Skip(Warmup).Percentile(0.99), "the same, 99 of 100 at most");
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <summary>Notes when each reconcile begins.</summary>
    private sealed class Probe : IReconciler
    {
        private readonly Channel<long> _begun = Channel.CreateUnbounded<long>();

        public ValueTask<long> NextAsync(CancellationToken cancellationToken) => _begun.Reader.ReadAsync(cancellationToken);

        public ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken)
        {
            _begun.Writer.TryWrite(TimeProvider.System.GetTimestamp());
            return new ValueTask<Result>(Result.Done);
        }
    }
}
