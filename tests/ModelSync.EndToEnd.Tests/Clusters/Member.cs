using System.Net;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Faults;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Clusters;

/// <summary>One real cluster that a registry reaches through a proxy, while the test itself writes to it directly.</summary>
internal sealed class Member(ClusterName name, LocalControlPlane controlPlane, string @namespace) : IAsyncDisposable
{
    private readonly KubernetesClient _direct = Cluster.ConnectTo(controlPlane);
    private int _written;

    public ClusterName Name => name;

    public BlackHoleProxy Proxy { get; } = BlackHoleProxy.Start(IPEndPoint.Parse(controlPlane.Url.Authority), TimeProvider.System);

    public ICluster Connection { get; private set; } = null!;

    public IInformer<ConfigMap> Cache { get; private set; } = null!;

    public async Task CreateNamespaceAsync(CancellationToken cancellationToken) =>
        await _direct.Resource<Namespace>().CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = @namespace } }, options: null, cancellationToken);

    /// <summary>Adds the cluster to a registry, with a cache of the test's ConfigMaps.</summary>
    public void AddTo(ClusterRegistry registry)
    {
        var config = ClusterConfigLoader.Default.LoadDefault(controlPlane.AdminKubeconfigPath) with { Server = new Uri($"https://{Proxy.EndPoint}") };
        Connection = registry.Add(name, config);
        Cache = Connection.Informers.Add(ResourceType.Of<ConfigMap>(), new InformerOptions<ConfigMap> { Namespaces = [@namespace] });
    }

    public Task WaitForAsync(ClusterState state, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(() => Task.FromResult(Connection.Status.State == state), $"{name} is {state}", cancellationToken);

    /// <summary>Writes a ConfigMap without the registry's help; the name is the answer.</summary>
    public async Task<NamespacedName> WriteAsync(CancellationToken cancellationToken)
    {
        var key = new NamespacedName(@namespace, $"map-{_written++}");
        await _direct.Resource<ConfigMap>().CreateAsync(
            new ConfigMap { Metadata = new ObjectMeta { Namespace = @namespace, Name = key.Name } }, options: null, cancellationToken);
        return key;
    }

    public async Task DeleteAsync(NamespacedName key, CancellationToken cancellationToken) =>
        await _direct.Resource<ConfigMap>().DeleteAsync(key, options: null, cancellationToken);

    /// <summary>Waits until the cache has, or has not, what was written or deleted.</summary>
    public Task SeesAsync(NamespacedName key, bool isThere, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(() => Task.FromResult(Cache.Get(key) is not null == isThere), $"{name} sees {key}: {isThere}", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _direct.DisposeAsync();
        await Proxy.DisposeAsync();
    }
}
