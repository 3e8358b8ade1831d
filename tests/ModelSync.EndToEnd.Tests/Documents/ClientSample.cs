using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.Documents;

/// <summary>The example that docs/kubernetes-client.md shows, so that it is compiled and run.</summary>
internal static class ClientSample
{
    public static async Task RunAsync(TextWriter Console, CancellationToken cancellationToken)
    {
        // sample: client
        // The files in KUBECONFIG, else the pod's own service account, else ~/.kube/config.
        await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault());
        var deployments = client.Resource<Deployment>();

        // Null when there is none: an absent object is an answer, not an exception.
        var web = await deployments.GetAsync(new NamespacedName("default", "web"), cancellationToken);
        Console.WriteLine($"web: {web?.Status?.ReadyReplicas ?? 0} ready");

        // A list says which state it shows; a watch from there misses nothing in between.
        var list = await deployments.ListAsync(new ListOptions { Namespace = "default" }, cancellationToken);
        var changes = new WatchOptions { Namespace = "default", ResourceVersion = list.ResourceVersion };
        await using var watch = await deployments.WatchAsync(changes, cancellationToken);
        await foreach (var change in watch.WithCancellation(cancellationToken))
        {
            Console.WriteLine($"{change.Type} {change.Metadata?.Name}");
        }
        // end of sample
    }
}
