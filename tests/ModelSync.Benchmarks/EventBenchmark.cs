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

        var allocated = new List<double>();
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (bytes, took) = await OneRoundAsync(transport, informer, round, cancellationToken);
            allocated.Add(bytes);
            seconds.Add(took);
        }

        report.Add($"alloc_bytes_per_event{suffix}", allocated.Median(), "bytes allocated for a change of a Deployment, from the wire to a subscriber");
        report.Add($"events_per_second{suffix}", 1 / seconds.Median(), "such changes a second");
        await stopping.CancelAsync();
        await running;
    }

    /// <summary>Changes every object once; gives bytes and seconds for each.</summary>
    private static async Task<(double Bytes, double Seconds)> OneRoundAsync<T>(
        FeedTransport transport, IInformer<T> informer, int round, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var frames = Enumerable.Range(0, Objects).SelectMany(number => FeedTransport.Change(number, (round * Objects) + number)).ToArray();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = Objects;
        using var subscription = informer.Subscribe(change =>
        {
            if (change.Kind == InformerEventKind.Updated && Interlocked.Decrement(ref left) == 0)
            {
                told.TrySetResult();
            }
        });

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = TimeProvider.System.GetTimestamp();
        transport.Feed(frames);
        await told.Task.WaitAsync(cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return ((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Objects, took / Objects);
    }
}
