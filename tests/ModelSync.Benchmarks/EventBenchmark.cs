using ModelSync.Benchmarks.InMemory;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Benchmarks;

/// <summary>What a change costs on its way from the bytes of a watch through the cache to a subscriber.</summary>
public static class EventBenchmark
{
    private const int Objects = 2000;
    private const int Rounds = 5;

    public static async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await MeasureAsync(report, string.Empty, ResourceType.Of<Deployment>(), cancellationToken);
        await MeasureAsync(report, "_metadata", ResourceType.Metadata(Deployment.Resource), cancellationToken);
    }

    private static async Task MeasureAsync<T>(Report report, string suffix, ResourceType<T> type, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        await using var transport = new FeedTransport(Objects);
        await using var client = new KubernetesClient(transport, new KubernetesClientOptions());
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var informer = new Informer<T>(client, type, new InformerOptions<T>(), RuntimeServices.Default);
        var running = informer.RunAsync(stopping.Token);
        await informer.WaitForSyncAsync(cancellationToken);
        await transport.Watched.WaitAsync(cancellationToken);

        var told = new Countdown();
        using var subscription = informer.Subscribe(_ => told.Signal());

        // The present state comes first, and would else be told as one with the first changes.
        await told.All.WaitAsync(cancellationToken);
        var allocated = new List<double>();
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (bytes, took) = await OneRoundAsync(transport, told, round, cancellationToken);
            allocated.Add(bytes);
            seconds.Add(took);
        }

        report.Add($"alloc_bytes_per_event{suffix}", allocated.Median(), "bytes allocated for a change of a Deployment, from the wire to a subscriber");
        report.Add($"events_per_second{suffix}", 1 / seconds.Median(), "such changes a second");
        await stopping.CancelAsync();
        await running;
    }

    /// <summary>Changes every object once; gives bytes and seconds for each.</summary>
    private static async Task<(double Bytes, double Seconds)> OneRoundAsync(FeedTransport transport, Countdown told, int round, CancellationToken cancellationToken)
    {
        var frames = Enumerable.Range(0, Objects).SelectMany(number => FeedTransport.Change(number, (round * Objects) + number)).ToArray();
        var all = told.Restart();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = TimeProvider.System.GetTimestamp();
        transport.Feed(frames);
        await all.WaitAsync(cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return ((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Objects, took / Objects);
    }

    /// <summary>Completes when as many changes were told as there are objects.</summary>
    private sealed class Countdown
    {
        private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = Objects;

        public Task All => _all.Task;

        public Task Restart()
        {
            _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _left, Objects);
            return All;
        }

        public void Signal()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _all.TrySetResult();
            }
        }
    }
}
