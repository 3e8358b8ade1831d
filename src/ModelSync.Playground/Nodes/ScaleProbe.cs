using System.Globalization;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Network;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes;

/// <summary>Fills a control plane of its own with pods, to see how many simulated nodes carry, how fast, and in how much memory.</summary>
internal static class ScaleProbe
{
    private const string Namespace = "default";
    private const int PodsOfADeployment = 500;
    private const int PodsOfANode = 400;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static async Task<ScaleFigures> RunAsync(
        int pods, IModelServers? servers, IProgress<string> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var network = new VirtualNetwork();
        var egress = EgressProxy.Start(network, time);
        await using var closing = egress.ConfigureAwait(false);
        var whole = new ControlPlaneOptions { EgressSocket = egress.SocketPath, Progress = progress };
        var controlPlane = await LocalControlPlane.StartAsync(whole, cancellationToken).ConfigureAwait(false);
        await using var stopping = controlPlane.ConfigureAwait(false);
        var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(controlPlane.AdminKubeconfigPath));
        await using var disconnecting = client.ConfigureAwait(false);
        var options = new SimulatedNodesOptions
        {
            Count = (pods / PodsOfANode) + 1,
            Servers = servers,
            Network = network,
            KubeletClientAuthority = controlPlane.CaCertificate,
            Time = time,
        };
        var nodes = await SimulatedNodes.StartAsync(client, options, cancellationToken).ConfigureAwait(false);
        await using var powerOff = nodes.ConfigureAwait(false);

        var start = time.GetTimestamp();
        await CreateAsync(client, pods, cancellationToken).ConfigureAwait(false);
        await UntilAsync(client, all => all.Sum(one => one.Status?.ReadyReplicas ?? 0) >= pods, progress, time, cancellationToken).ConfigureAwait(false);
        var figures = new ScaleFigures
        {
            Pods = pods,
            UntilReady = time.GetElapsedTime(start),
            UntilGone = TimeSpan.Zero,
            WorkingSetBytes = Environment.WorkingSet,
            ManagedHeapBytes = GC.GetTotalMemory(forceFullCollection: false),
        };
        progress.Report(figures.ToString());
        var end = time.GetTimestamp();
        var foreground = new DeleteOptions { PropagationPolicy = PropagationPolicy.Foreground };
        await client.Resource<Deployment>().DeleteCollectionAsync(new ListOptions { Namespace = Namespace }, foreground, cancellationToken).ConfigureAwait(false);
        await UntilAsync(client, all => !all.Any(), progress, time, cancellationToken).ConfigureAwait(false);
        return figures with { UntilGone = time.GetElapsedTime(end) };
    }

    private static async Task CreateAsync(KubernetesClient client, int pods, CancellationToken cancellationToken)
    {
        for (var (number, left) = (1, pods); left > 0; number++, left -= PodsOfADeployment)
        {
            var body = string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {
                  "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "scale-{{number}}", "namespace": "{{Namespace}}"},
                  "spec": {
                    "replicas": {{Math.Min(left, PodsOfADeployment)}},
                    "selector": {"matchLabels": {"app": "scale-{{number}}"} },
                    "template": {
                      "metadata": {"labels": {"app": "scale-{{number}}"} },
                      "spec": {"containers": [{"name": "model", "image": "models/scale:1.0.0"}]}
                    }
                  }
                }
                """);
            var deployment = DynamicObject.Parse(Encoding.UTF8.GetBytes(body));
            await client.Dynamic(Deployment.Resource).CreateAsync(deployment, options: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task UntilAsync(
        KubernetesClient client, Func<IEnumerable<Deployment>, bool> condition, IProgress<string> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var looks = 0; ; looks++)
        {
            var all = await client.Resource<Deployment>().ListAsync(new ListOptions { Namespace = Namespace }, cancellationToken).ConfigureAwait(false);
            if (condition(all.Items))
            {
                return;
            }

            if (looks % 10 == 0)
            {
                progress.Report(string.Create(CultureInfo.InvariantCulture, $"{all.Items.Sum(one => one.Status?.ReadyReplicas ?? 0)} pods are ready"));
            }

            await Task.Delay(LookEvery, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
