using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>A client that speaks to the simulated API without a connection.</summary>
internal sealed class SimulatedClient(SimulatedApi api, SimulatedWorld world, ClusterName cluster) : IKubernetesClient, IDiscoveryClient
{
    public ClusterName Cluster => cluster;

    public IDiscoveryClient Discovery => this;

    public IProxyClient Proxy => throw new NotSupportedException("the simulated API has no pods and services behind it");

    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => new SimulatedResourceClient<T>(api, world, type);

    /// <summary>Answers what a cluster's probe asks, and nothing else.</summary>
    public async Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.OriginalString is not "api/v1/namespaces/kube-system")
        {
            throw new NotSupportedException("the simulated API has no HTTP: use ScriptedApiServer");
        }

        await api.ReceiveAsync(new SimulatedRequest(api.Clock.GetUtcNow(), SimulatedVerb.Discover, Resource: null), cancellationToken);
        return new HttpResponseMessage { Content = new StringContent("""{"metadata":{"name":"kube-system","uid":"simulated"}}""") };
    }

    public async Task<ServerVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        await api.ReceiveAsync(new SimulatedRequest(api.Clock.GetUtcNow(), SimulatedVerb.Discover, Resource: null), cancellationToken);
        return new ServerVersion { Major = "1", Minor = "34", GitVersion = "v1.34.0-simulated" };
    }

    public Task<ServedResources> GetResourcesAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("the simulated API serves every kind that it is asked for");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
