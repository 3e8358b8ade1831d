using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.Network.Services;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>The caches of everything that decides on traffic, in the versions that the server has. A kind that it lacks has no cache.</summary>
internal sealed class PlaneCaches
{
    private readonly InformerSet _set;

    private PlaneCaches(IKubernetesClient client, ServedResources served, RuntimeServices runtime)
    {
        _set = new InformerSet(client, runtime);
        Services = _set.Add(ResourceType.Of<Service>());
        Namespaces = _set.Add(ResourceType.Metadata(Namespace.Resource));
        Slices = Add<EndpointSlice>(served, "v1", "v1beta1")
            ?? throw new NotSupportedException("The API server has no EndpointSlices: the data plane needs Kubernetes 1.20 or later.");
        Classes = Add<GatewayClass>(served, "v1", "v1beta1");
        Gateways = Add<Gateway>(served, "v1", "v1beta1");
        HttpRoutes = Add<HttpRoute>(served, "v1", "v1beta1");
        GrpcRoutes = Add<GrpcRoute>(served, "v1");
        VirtualServices = Add<VirtualService>(served, "v1", "v1beta1");
    }

    public IInformer<Service> Services { get; }

    public IInformer<PartialObject> Namespaces { get; }

    public IInformer<EndpointSlice> Slices { get; }

    public IInformer<GatewayClass>? Classes { get; }

    public IInformer<Gateway>? Gateways { get; }

    public IInformer<HttpRoute>? HttpRoutes { get; }

    public IInformer<GrpcRoute>? GrpcRoutes { get; }

    public IInformer<VirtualService>? VirtualServices { get; }

    public static async Task<PlaneCaches> CreateAsync(IKubernetesClient client, RuntimeServices runtime, CancellationToken cancellationToken) =>
        new(client, await client.Discovery.GetResourcesAsync(cancellationToken).ConfigureAwait(false), runtime);

    public Task RunAsync(CancellationToken cancellationToken) => _set.RunAsync(cancellationToken);

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _set.WaitForSyncAsync(cancellationToken);

    private IInformer<T>? Add<T>(ServedResources served, params ReadOnlySpan<string> versions)
        where T : class, IResource<T> =>
        served.Find(T.Resource.Group, T.Resource.Kind, versions) is { } resource ? _set.Add(ResourceType.Of<T>(resource)) : null;
}
