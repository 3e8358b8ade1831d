using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// The one client of a cluster, over whichever is in place now. It is the registry's: disposing it does nothing. Of an answer whose body the caller reads
/// at its own pace only the way to the headers is counted, as of a watch.
/// </summary>
internal sealed class ClusterClient(ClusterName cluster, IRequestGate gate) : IKubernetesClient
{
    public ClusterName Cluster => cluster;

    public IDiscoveryClient Discovery { get; } = new ClusterDiscovery(gate);

    public IProxyClient Proxy { get; } = new ClusterProxy(gate);

    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        return new ClusterResourceClient<T>(gate, type);
    }

    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        gate.SendAsync((client, ended) => client.SendRawAsync(request, ended), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class ClusterDiscovery(IRequestGate gate) : IDiscoveryClient
    {
        public Task<ServerVersion> GetVersionAsync(CancellationToken cancellationToken) =>
            gate.SendAsync((client, ended) => client.Discovery.GetVersionAsync(ended), cancellationToken);

        public Task<ServedResources> GetResourcesAsync(CancellationToken cancellationToken) =>
            gate.SendAsync((client, ended) => client.Discovery.GetResourcesAsync(ended), cancellationToken);
    }

    private sealed class ClusterProxy(IRequestGate gate) : IProxyClient
    {
        public Task<HttpResponseMessage> SendAsync(ProxyTarget target, HttpRequestMessage request, CancellationToken cancellationToken) =>
            gate.SendAsync((client, ended) => client.Proxy.SendAsync(target, request, ended), cancellationToken);
    }
}
