using System.Net;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Controllers.Example;

/// <summary>A client of the simulated API that also answers the registry, which asks who is there.</summary>
internal sealed class ProbedClient(IKubernetesClient inner) : IKubernetesClient
{
    public ClusterName Cluster => inner.Cluster;

    public IDiscoveryClient Discovery => inner.Discovery;

    public IProxyClient Proxy => inner.Proxy;

    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => inner.Resource(type);

    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"metadata":{"name":"kube-system","uid":"u"}}""") });

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
