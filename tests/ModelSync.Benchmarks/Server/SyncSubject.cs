using System.Text.Json;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Benchmarks.Server;

/// <summary>Our side of the comparison, in a process of its own: syncs all Deployments as an operator does at its start, prints the figures and ends.</summary>
public static class SyncSubject
{
    public const string Typed = "typed";
    public const string Metadata = "metadata";

    private const int WarmRounds = 3;

    public static async Task<int> RunAsync(Arguments.Measure measure, CancellationToken cancellationToken)
    {
        await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(measure.Kubeconfig));
        var figures = string.Equals(measure.Detail, Metadata, StringComparison.Ordinal)
            ? await MeasureAsync(client, ResourceType.Metadata(Deployment.Resource), cancellationToken)
            : await MeasureAsync(client, ResourceType.Of<Deployment>(), cancellationToken);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, FiguresJson.Default.SyncFigures));
        return 0;
    }

    private static async Task<SyncFigures> MeasureAsync<T>(KubernetesClient client, ResourceType<T> type, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var cold = await SyncAsync(client, type, cancellationToken);
        var warm = new List<double>();
        for (var round = 0; round < WarmRounds; round++)
        {
            warm.Add((await SyncAsync(client, type, cancellationToken)).Seconds);
        }

        return cold with { WarmSeconds = warm.Median() };
    }

    private static async Task<SyncFigures> SyncAsync<T>(KubernetesClient client, ResourceType<T> type, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var started = TimeProvider.System.GetTimestamp();
        var informers = new InformerSet(client, RuntimeServices.Default);
        var informer = informers.Add(type);
        var running = informers.RunAsync(stopping.Token);
        await informer.WaitForSyncAsync(cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        var retained = GC.GetTotalMemory(forceFullCollection: true) - before;
        var objects = informer.Count;
        await stopping.CancelAsync();
        await running;
        GC.KeepAlive(informers);
        return new SyncFigures(objects, took, (double)retained / Math.Max(objects, 1), (double)allocated / Math.Max(objects, 1));
    }
}
