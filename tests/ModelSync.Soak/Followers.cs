using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Transport;
using ModelSync.Playground.World;

namespace ModelSync.Soak;

/// <summary>Who meets the faults: caches of pods and Deployments, and a controller that writes.</summary>
internal sealed class Followers : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly PlaygroundNamespace _place;
    private readonly KubernetesClient _client;
    private readonly Informer<Pod> _pods;
    private readonly Informer<PartialObject> _deployments;
    private readonly Mirrors _mirrors = new();
    private readonly Task _running;
    private long _refusals;

    private Followers(PlaygroundNamespace place)
    {
        _place = place;
        var config = ClusterConfigLoader.Default.LoadDefault(place.Cluster.KubeconfigPath);
        var options = new KubernetesClientOptions
        {
            // Short, so that a watch that is stuck is noticed many times in a run of two minutes.
            WatchTimeout = TimeSpan.FromSeconds(10),
            WatchGrace = TimeSpan.FromSeconds(2),
            RequestTimeout = TimeSpan.FromSeconds(10),
            Transport = new TransportOptions { UserAgent = "soak" },
        };
        _client = KubernetesClient.Create(config, options);
        string[] here = [place.Name];
        _pods = new Informer<Pod>(_client, ResourceType.Of<Pod>(), new InformerOptions<Pod> { Namespaces = here }, RuntimeServices.Default);
        _deployments = new Informer<PartialObject>(
            _client, ResourceType.Metadata(Deployment.Resource), new InformerOptions<PartialObject> { Namespaces = here }, RuntimeServices.Default);
        var clusters = new ClusterRegistry(new ClusterRegistryOptions { Client = options }, RuntimeServices.Default);
        clusters.Add(ClusterName.Local, config, new ClusterOptions { CheckIdentity = false });
        var sources = new InformerOptions<ConfigMap> { Namespaces = here, LabelSelector = LabelQuery.Everything.Equal("soak", "source") };
        var controller = Controller
            .Named("mirrors", new ControllerServices { Clusters = clusters })
            .For(new SourceOptions<ConfigMap> { Informer = sources })
            .WithOptions(new ControllerOptions { NeedsLeader = false, BackoffMax = TimeSpan.FromSeconds(10) })
            .Build(_mirrors);
        IRunnable[] all = [_pods, _deployments, clusters, controller.Sources, controller];
        _running = Task.WhenAll([.. all.Select(one => one.RunAsync(_ended.Token)), AskAsync(_ended.Token)]);
    }

    /// <summary>Fails with the reason when one of them has given up.</summary>
    public Task Running => _running;

    public long Reconciles => _mirrors.Reconciles;

    /// <summary>How many single requests came to nothing.</summary>
    public long Refusals => Interlocked.Read(ref _refusals);

    public static async Task<Followers> StartAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        var followers = new Followers(place);
        await followers._pods.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
        await followers._deployments.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
        return followers;
    }

    /// <summary>What does not yet equal the server; nothing when all does.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken cancellationToken)
    {
        var server = _place.Cluster.Client;
        var all = new ListOptions { Namespace = _place.Name };
        var differences = new List<string>();
        Compare(differences, "pods", _pods.List(), (await server.Resource<Pod>().ListAsync(all, cancellationToken).ConfigureAwait(false)).Items);
        Compare(differences, "deployments", _deployments.List(), (await server.Metadata<Deployment>().ListAsync(all, cancellationToken).ConfigureAwait(false)).Items);
        var maps = (await server.Resource<ConfigMap>().ListAsync(all, cancellationToken).ConfigureAwait(false)).Items.ToDictionary(map => map.Metadata.Name!, StringComparer.Ordinal);
        for (var number = 0; number < Workload.Sources; number++)
        {
            var source = Workload.Name("source", number);
            var (wanted, there) = (maps[source].Data?["value"], maps.GetValueOrDefault(Mirrors.NameOf(source))?.Data?["value"]);
            if (wanted != there)
            {
                differences.Add($"{source} is {wanted}, its mirror {there ?? "missing"}");
            }
        }

        return differences;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    // Single requests of all kinds, as operators send them beside their watches; a refusal is what they are for.
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var maps = _client.Resource<ConfigMap>();
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            try
            {
                var key = _place.Key(Workload.Name("asked", number % Workload.Sources));
                var map = new ConfigMap { Metadata = new ObjectMeta { Namespace = key.Namespace, Name = key.Name }, Data = [KeyValuePair.Create("value", $"{number}")] };
                await maps.ApplyAsync(ApplyConfiguration.From(map), new ApplyOptions("soak"), cancellationToken).ConfigureAwait(false);
                await maps.GetAsync(key, cancellationToken).ConfigureAwait(false);
                await maps.ListAsync(new ListOptions { Namespace = _place.Name }, cancellationToken).ConfigureAwait(false);
                await maps.DeleteAsync(key, options: null, cancellationToken).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesException)
            {
                Interlocked.Increment(ref _refusals);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static void Compare<T>(List<string> differences, string what, IReadOnlyList<T> ours, IReadOnlyList<T> theirs)
        where T : class, IKubernetesObject
    {
        var cache = ours.ToDictionary(item => item.Metadata.Name!, item => item.Metadata.ResourceVersion, StringComparer.Ordinal);
        var stale = theirs.Count(item => cache.GetValueOrDefault(item.Metadata.Name!) != item.Metadata.ResourceVersion);
        if (stale > 0 || cache.Count != theirs.Count)
        {
            differences.Add($"the cache has {cache.Count} {what}, the server {theirs.Count}; {stale} differ");
        }
    }
}
