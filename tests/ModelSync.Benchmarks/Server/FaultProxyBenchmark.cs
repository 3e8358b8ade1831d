using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Benchmarks.Server;

/// <summary>What the fault proxy costs while it injects nothing, with and without it by turns.</summary>
public static class FaultProxyBenchmark
{
    private const int Rounds = 7;
    private const int Requests = 400;

    public static async Task RunAsync(Report report, BenchServer server, CancellationToken cancellationToken)
    {
        await using var proxy = await server.StartFaultProxyAsync(cancellationToken);
        await using var direct = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(server.Kubeconfig));
        await using var proxied = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(proxy.AdminKubeconfigPath));
        var requests = new List<(double Direct, double Proxied)>();
        var events = new List<(double Direct, double Proxied)>();

        // The first round compiles, connects and fills the server's caches.
        for (var round = 0; round <= Rounds; round++)
        {
            requests.Add((await RequestAsync(direct, cancellationToken), await RequestAsync(proxied, cancellationToken)));
            events.Add((await EventsAsync(direct, cancellationToken), await EventsAsync(proxied, cancellationToken)));
        }

        requests.RemoveAt(0);
        events.RemoveAt(0);
        report.Add("fault_proxy_request_p50_ms", requests.Select(round => round.Proxied).Median(), "milliseconds of a read through the fault proxy, half of them at most");
        report.Add("fault_proxy_request_p50_ratio", requests.Select(round => round.Proxied / round.Direct).Median(), "the same as a multiple of a read without it");
        report.Add("fault_proxy_watch_events_per_second", events.Select(round => round.Proxied).Median(), "events of a watch a second through the fault proxy");
        report.Add("fault_proxy_watch_events_ratio", events.Select(round => round.Proxied / round.Direct).Median(), "the same as a share of those without it");
    }

    private static async Task<double> RequestAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        var milliseconds = new List<double>();
        for (var number = 0; number < Requests; number++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await client.Resource<Namespace>().GetAsync(NamespacedName.ClusterScoped(DeploymentFill.NamespaceOf(number)), cancellationToken);
            milliseconds.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return milliseconds.Median();
    }

    // A watch from no version on begins with an event for each object, as fast as it can.
    private static async Task<double> EventsAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var watch = await client.Resource<Deployment>().WatchAsync(new WatchOptions(), cancellationToken);
        var told = 0;
        await foreach (var _ in watch.WithCancellation(cancellationToken))
        {
            if (++told == DeploymentFill.Objects)
            {
                break;
            }
        }

        return told / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }
}
